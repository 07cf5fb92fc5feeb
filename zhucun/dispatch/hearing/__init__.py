"""过筛子的疑问: the pages on which a screening is run and its doubts are heard and decided (R-SEL-17, screen P1)."""
