"""What was uploaded: one row a file."""
