"""点位: a village, community or resettlement site seen whole: its names, categories, team, units, households."""
