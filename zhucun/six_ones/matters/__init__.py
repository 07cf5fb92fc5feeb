"""办成一批实事: what villagers asked for, from raised to rated, and whether it still holds (R-TASK-04)."""
