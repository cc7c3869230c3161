"""Small widgets that every screen may use."""
