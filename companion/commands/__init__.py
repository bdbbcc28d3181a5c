"""Every command once, its keys, and where it is offered."""
