"""工作经费台账 brought in from the sheets that teams, villages and townships keep: one line, one voucher."""
