"""交接: what passes from the one who leaves to the successor; both sign, and the township with them (R-SEL-18)."""
