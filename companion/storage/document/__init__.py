"""One document of a pair: its device files, their tables, its history."""
