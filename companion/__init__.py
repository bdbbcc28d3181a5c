"""Two colleagues coach each other in the terminal: lessons, timed sessions, shared notes."""

__version__ = "0.1.0"
