"""Files brought into the roster: what each row is taken for, what is asked, what would change (R-DOC-01, R-SEL-20)."""
