"""Agenda, clock, lead and content of one session."""
