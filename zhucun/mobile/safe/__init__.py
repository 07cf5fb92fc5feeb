"""报平安 in an emergency: for oneself one press, for the team another (R-ATT-16)."""
