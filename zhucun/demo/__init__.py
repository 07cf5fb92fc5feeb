"""The demo county: invented places, units and people whose totals are those of the public report of 11 July 2022."""
