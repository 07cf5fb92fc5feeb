"""年终算总账: one row a team out of all ledgers, and a page of each to sign; 述职 out of records. R-LOG-06."""
