"""What the charge nurse looks after: everything on the ward that is still open."""
