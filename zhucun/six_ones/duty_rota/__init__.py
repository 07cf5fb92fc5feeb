"""应急值守岗位: the posts while an emergency lasts, who of the teams stands there, how many by day (R-TASK-12).
Nobody else is named and nobody's health is told."""
