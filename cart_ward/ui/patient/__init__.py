"""One patient's page."""
