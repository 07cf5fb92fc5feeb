"""月调度: one meeting and one table a month; what it decides is a task with an owner and a day.

R-LOG-08.
"""
