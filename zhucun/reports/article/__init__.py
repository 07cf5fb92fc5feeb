"""与公开报道核对: each number that a public report printed, beside what the ledgers say and how both compare."""
