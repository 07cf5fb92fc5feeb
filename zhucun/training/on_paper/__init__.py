"""A test on paper: what is printed and handed out, and the letters that are entered from it (R-TRN-05)."""
