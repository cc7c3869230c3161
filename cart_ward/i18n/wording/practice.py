"""Sentences about courses and case files."""

SENTENCES: dict[str, str] = {}
