"""按人看: who on post lacks cover, a check, an allowance, and who should give it; and who was called on (R-CARE-11)."""
