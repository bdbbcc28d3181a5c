"""The library, a lesson, and studying it."""
