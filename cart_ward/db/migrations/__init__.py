"""Alembic's environment and version scripts."""
