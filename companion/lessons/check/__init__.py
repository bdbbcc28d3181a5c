"""What makes a lesson unsound: one rule a function, by subject."""
