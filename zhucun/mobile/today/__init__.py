"""M1 今天: how the day stands, what is to be done, who is where; on a normal day nothing is asked (R-BUR-01)."""
