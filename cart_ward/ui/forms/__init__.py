"""The forms in which staff chart."""
