"""培训材料: documents of a session, put there by whoever holds it, taken along by whoever it is for (R-TRN-04)."""
