"""The bars round every page."""
