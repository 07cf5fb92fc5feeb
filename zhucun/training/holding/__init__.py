"""培训班's pages (X1): sessions, who came, ticked from the roster, who lacks what, certificates (R-TRN-01 to 10)."""
