"""组队工作台: a draft on the page, team by team, with its reasons and what could be changed (screen P6)."""
