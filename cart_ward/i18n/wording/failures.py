"""Sentences about the four kinds of failure."""

SENTENCES: dict[str, str] = {}
