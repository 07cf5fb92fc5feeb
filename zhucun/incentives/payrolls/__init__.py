"""发放表、保险名单、体检名单: what finance and units keep in tables is brought in row by row (R-CARE-03 to 07)."""
