"""The close of a session and its steps."""
