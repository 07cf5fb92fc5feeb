"""Dated values of nation, province, prefecture and county: proposed by one, approved by another (R-SEL-21)."""
