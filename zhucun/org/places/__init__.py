"""Places: county, townships, villages, resettlement sites, their tags, groups and households."""
