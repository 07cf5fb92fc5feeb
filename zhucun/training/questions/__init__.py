"""题库: questions with their key, where it says so, and the versions they had (R-TRN-05)."""
