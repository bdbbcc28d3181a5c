"""What can be done with sessions beyond their document."""
