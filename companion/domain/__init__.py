"""Plain values and pure functions: what lessons, sessions, notes and people are."""
