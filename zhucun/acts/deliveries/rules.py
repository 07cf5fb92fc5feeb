"""How often a delivery is tried, and when."""

from datetime import timedelta

MOST_TRIES = 5
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
LEASE = timedelta(minutes=5)  # of the one that carries it out; should it die, it is due again then
