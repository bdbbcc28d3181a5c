"""Lessons: Markdown files read, checked and listed."""
