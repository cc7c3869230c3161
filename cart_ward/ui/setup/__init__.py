"""Setting the ward up: beds, staff, rules."""
