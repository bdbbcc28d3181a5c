"""Shared text that merges: the only place that knows pycrdt."""
