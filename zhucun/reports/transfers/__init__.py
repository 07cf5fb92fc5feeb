"""导入导出: what came in, what went out, by whom, how much; every ledger from one place (screen N5, R-SEC-08)."""
