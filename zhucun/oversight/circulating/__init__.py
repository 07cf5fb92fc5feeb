"""The pages of 督查通报: put together, confirmed by those it is about, printed, listed (G3)."""
