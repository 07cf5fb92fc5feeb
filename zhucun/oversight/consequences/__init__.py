"""后果: what follows from a grade or an event by the county's table, with evidence, opened by a leader (R-ASS-10)."""
