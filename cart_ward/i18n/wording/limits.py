"""Sentences about values that are impossible, unlikely or contradictory."""

SENTENCES: dict[str, str] = {}
