"""Sentences about admitting, moving and people."""

SENTENCES: dict[str, str] = {}
