"""Autosave: when open documents are written, by which thread, and what became of it."""
