"""考核有异议 on the phone (M9, R-ASS-16)."""
