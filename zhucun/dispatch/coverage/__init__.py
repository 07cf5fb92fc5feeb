"""覆盖与过筛子: is every place served that must be, and is every team as it should be (R-SEL-01, R-SEL-17)."""
