"""约谈: notice, statement, talk, follow-up; the two parts of a 双约谈; units to talk to. R-TLK."""
