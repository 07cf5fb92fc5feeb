"""产业项目: from planned to started to finished, for which product, with which households (R-TASK-06, journey J10)."""
