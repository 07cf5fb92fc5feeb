"""Accounts, appointments, deputations: who logs in, who holds which office, who stands in."""
