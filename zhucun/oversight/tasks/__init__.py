"""调度任务: what a review decided, whose it is and until when; done when another than who reported it says so.

R-LOG-08, R-SEC-14.
"""
