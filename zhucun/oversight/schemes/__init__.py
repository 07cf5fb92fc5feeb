"""考核方案: by which rules persons, teams and units are graded, as data that is frozen once used.

R-ASS-03 to R-ASS-09, R-ASS-14.
"""
