"""Ctrl+K: find a patient, a bed or an action."""
