"""Documents that merge, the files that carry them, and the folders those files live in."""
