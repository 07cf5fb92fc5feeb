"""应急值守: opened by an emergency response's document and a leader, for a few days; one 报平安 a day (R-ATT-16)."""
