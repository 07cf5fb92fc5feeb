"""记一笔: one short record, written once, that counts wherever it counts (R-LOG-01, R-LOG-03, R-LOG-10)."""
