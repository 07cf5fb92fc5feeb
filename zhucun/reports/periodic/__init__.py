"""Reports of a month, quarter, half-year and year, written from templates; what goes out when (N4, R-LOG-06)."""
