"""Notes and the records made of them."""
