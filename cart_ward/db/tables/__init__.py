"""The typed tables of the store."""
