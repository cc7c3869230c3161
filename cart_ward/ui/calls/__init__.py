"""The team: whom to call, and what calls are open."""
