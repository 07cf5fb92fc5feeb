"""补改: a month that is over, as it was known then and as it is known now, and the records in between (R-DOC)."""
