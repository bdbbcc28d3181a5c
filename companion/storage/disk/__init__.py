"""Files, locks, threads and folders of this computer."""
