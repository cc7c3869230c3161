"""What is printed: a sheet goes in, bytes come out."""
