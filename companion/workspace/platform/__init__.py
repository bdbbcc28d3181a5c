"""What this computer offers: the desktop, the terminal."""
