"""What public reports printed of a county, as facts, and what its own ledgers say to the same questions (R-SEL-19)."""
