"""What never leaves this computer."""
