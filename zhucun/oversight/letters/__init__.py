"""起草、送签、印发整改交办函: problems picked into a 期, its letters worded, printed, entered once signed (G5)."""
