"""工作队月报: made from the ledgers, a sentence changed where wanted, confirmed, checked (R-LOG-06, R-DOC-11, J11)."""
