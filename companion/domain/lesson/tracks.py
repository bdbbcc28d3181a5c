"""The tracks that lessons belong to."""

TRACKS = ("equals", "social-media", "facebook", "feedback", "open-talk", "departments", "digital")
"""The ids of the tracks, in the order a pair is advised to take them."""
