"""What is rehearsed: published courses and case files."""
