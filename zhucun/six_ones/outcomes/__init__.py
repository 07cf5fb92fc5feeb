"""六个一成果 (S1): what the villages got, read from the six ledgers; it holds no rows of its own (R-TASK-01)."""
