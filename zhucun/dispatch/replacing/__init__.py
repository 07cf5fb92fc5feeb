"""Who could take a seat, with reasons; and, when several leave, the fewest moves that keep every rule (R-SEL-11)."""
