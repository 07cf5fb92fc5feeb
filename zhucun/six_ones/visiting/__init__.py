"""走访: which household is due for a visit, by which rhythm, and who goes; read from work records (R-MON-06)."""
