"""重点工作提示: what the month asks of the teams; whom it reached and how far it is done are computed, not reported.

R-LOG-07, R-BUR-05.
"""
