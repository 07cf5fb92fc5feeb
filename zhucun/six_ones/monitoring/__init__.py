"""防返贫监测: clues on their way into the national system, and what its sheet says of households (R-MON; screen S6)."""
