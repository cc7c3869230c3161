"""What the program costs, each figure beside its floor: `python -m benchmarks`."""
