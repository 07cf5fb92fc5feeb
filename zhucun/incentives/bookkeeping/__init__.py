"""经费台账 as people use it: teams by what they have left, a team's statement, the sheet for the village."""
