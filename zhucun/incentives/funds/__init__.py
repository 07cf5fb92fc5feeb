"""工作经费: what came in for a team's work, what it went on, and that the village was shown (R-CARE-10)."""
