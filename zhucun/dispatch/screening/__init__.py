"""过筛子: the whole roster held against what is in force on a day; doubts heard first, then decided (R-SEL-17)."""
