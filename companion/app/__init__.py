"""The running app: one controller for each thing it does."""
