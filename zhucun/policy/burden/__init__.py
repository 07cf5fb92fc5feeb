"""填报负担: what every form costs whom, and a reader that refuses what burdens without use. R-BUR."""
