"""The keyboard adversary: two people at real terminals type, press, paste and pull the plug.

A seed decides each step. A model of their words says where each word must stand and where it must
not; the screens are read as a terminal paints them. `python -m typists 17` plays one seed.
"""
