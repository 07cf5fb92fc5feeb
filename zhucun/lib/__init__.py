"""Plain tools without Django: codes, dates, names, numbers, figures."""
