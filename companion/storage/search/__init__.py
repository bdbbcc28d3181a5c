"""The search cache and its tables."""
