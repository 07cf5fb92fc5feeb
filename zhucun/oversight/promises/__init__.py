"""任务单: at most ten promises of a team in a year, each with its day and who accepts it. R-TASK-11, R-LOG-09."""
