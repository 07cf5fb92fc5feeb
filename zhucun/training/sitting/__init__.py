"""Sitting a test on a phone: the paper as a page, answers as they are given, what came of it (M5, R-TRN-05)."""
