"""The first screens: welcome and setting up."""
