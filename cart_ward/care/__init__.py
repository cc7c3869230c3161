"""What staff do: one frozen command and one function for each act."""
