"""Closed sessions to read, and what the notes said before."""
