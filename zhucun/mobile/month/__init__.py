"""A month's line on the phone: every day, 属实 by its person, and which day is wrong (R-ATT-04, R-ATT-07)."""
