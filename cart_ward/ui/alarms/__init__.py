"""What needs somebody: the list of alarms, its answers, and the one short sound."""
