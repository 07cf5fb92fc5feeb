"""事实单 (Y2): what the ledgers say of a person, for anyone alike. No opinion, nothing kept (R-USE-01, R-USE-07)."""
