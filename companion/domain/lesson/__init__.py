"""What a lesson is, and reading or studying it."""
