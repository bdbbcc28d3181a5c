"""How sharing stands, and packing the notes to carry them by hand."""
