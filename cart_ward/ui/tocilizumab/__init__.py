"""The tocilizumab page: order, prepare, double check, infuse, respond."""
