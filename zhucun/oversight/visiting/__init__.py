"""The pages of 现场督查: a visit recorded, read and spoken to; what was found and what becomes of it (G2, M8)."""
