"""Setting up: alone, as a pair, or in the demo."""
