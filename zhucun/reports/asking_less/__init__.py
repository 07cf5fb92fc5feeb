"""少要一张: what of a form is known before it goes down, what the rest costs, a copy with only that (R-BUR-05)."""
