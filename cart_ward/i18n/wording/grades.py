"""Sentences about what sets a grade and what is missing."""

SENTENCES: dict[str, str] = {}
