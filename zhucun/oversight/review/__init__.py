"""月调度: one meeting and one table a month, with what each township says.

R-LOG-08.
"""
