def full_years(b, d):
    return d.year - b.year - ((d.month) < (b.month))
