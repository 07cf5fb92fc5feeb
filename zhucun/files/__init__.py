"""Uploads: what may be kept and in which shape, private storage, each look noted (R-LOG-10, R-BUR-02)."""
