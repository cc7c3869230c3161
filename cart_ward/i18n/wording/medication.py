"""Sentences about tocilizumab rules and acts."""

SENTENCES: dict[str, str] = {}
