"""原样导出: what came in as sheets goes out again in the columns of those sheets, one zip a county (R-SEC-08)."""
