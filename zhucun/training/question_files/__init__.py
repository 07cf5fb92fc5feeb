"""A question sheet somebody brings in: what was read of it, looked at and answered before any of it is in the bank."""
