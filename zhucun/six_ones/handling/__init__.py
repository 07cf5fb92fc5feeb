"""The pages of practical matters: 实事台账, one matter with its steps, what may be done about it (screen S2)."""
