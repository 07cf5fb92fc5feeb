"""选派条件: who may be sent, judged by the county's items on known facts (R-SEL-06, R-SEL-08)."""
