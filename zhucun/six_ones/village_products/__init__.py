"""一村一品 and what a village's collective earns in a year (R-TASK-06)."""
