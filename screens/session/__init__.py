"""The session screen and what opens from it."""
