"""Cards and when they are due."""
