"""The shipped lessons: data, no code. It is a package so that no stranger's content/ folder wins."""
