"""调整与召回: 轮换 · 调整 · 撤换 · 召回 · 增派, each kept apart; the seat a leaver opens, and who takes it (R-SEL-11,
R-SEL-15, R-SEL-16, R-TLK-04 to 07)."""
