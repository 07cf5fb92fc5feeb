"""村“两委”: who sits in a village's committees, from which day to which; every share from that list (R-TASK-03)."""
