"""现场督查: what was seen on site, who was there, what was found, and what is said to it (R-INS-01, R-INS-03)."""
