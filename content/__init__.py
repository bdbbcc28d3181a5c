"""The shipped lessons: data, no code; a package, so that no stranger's content/ can win."""
