"""The pages of 整改: the board, the ledger, one item from 签收 to 销号, and what waits of it (G4, R-DOC-07)."""
