"""Finding words in all notes and lessons."""
