"""The ten-minute tour of the practice ward: one does each step, nothing stands in the way."""
