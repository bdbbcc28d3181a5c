"""Open documents: edited, saved, shared and merged while they are open."""
