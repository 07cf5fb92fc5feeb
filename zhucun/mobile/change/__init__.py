"""M2 我有变动: leave is asked for, a trip, rest or training is entered; on other days nothing is (R-ATT-03)."""
