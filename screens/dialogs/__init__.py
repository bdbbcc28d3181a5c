"""Dialogs that any place opens."""
