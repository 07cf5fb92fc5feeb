"""考核: a cycle, its sheets, what raters say, what the rules propose and people decide.

R-ASS-01, R-ASS-04, R-ASS-08.
"""
