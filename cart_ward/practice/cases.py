"""Run case files against the clinical rules: the hospital's own validation kit."""
