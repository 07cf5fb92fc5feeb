"""工作节奏: one calendar of the year that says when inspection, review, assessment and account are due, and were done.

R-LOG-07: 一周一督查、一月一调度、一季一考核、年终算总账.
"""
