"""四个一批: what was decided elsewhere and announced. Nobody under consideration is written down (R-USE-07)."""
