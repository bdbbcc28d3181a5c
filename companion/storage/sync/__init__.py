"""The shared folder: what is read of it, merged, and written to it."""
