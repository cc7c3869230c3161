"""What medicine says: pure functions on frozen values."""
