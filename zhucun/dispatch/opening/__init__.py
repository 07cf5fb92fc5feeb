"""建账: starting mid-term with what existing sheets say, kept as opening values 期初 with file, sheet and row."""
