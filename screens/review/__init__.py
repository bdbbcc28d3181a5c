"""Reviewing cards."""
