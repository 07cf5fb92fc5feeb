"""督查 on pages: a week opened, sealed and drawn, its groups, past weeks and how each came about. R-INS."""
