"""整改交办: 期 → one letter per addressee → items, from issue to 销号 (R-INS-05, R-INS-07…09)."""
