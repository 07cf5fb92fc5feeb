"""数字与材料: the catalogue of figures, and what is made from it."""
