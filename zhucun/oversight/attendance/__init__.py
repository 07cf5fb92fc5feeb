"""在村: the day ledger by exception, the month sheet in four steps, corrections (R-ATT)."""
