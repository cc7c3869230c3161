"""Sentences about checks, alarms, protocols."""

SENTENCES: dict[str, str] = {}
