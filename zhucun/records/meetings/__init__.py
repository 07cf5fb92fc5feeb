"""Meetings: a record with what it was for and who was there; one meeting may be several things at once (R-LOG-05)."""
