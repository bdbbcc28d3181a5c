"""Queries and the passages they find."""
