"""M3 记一笔 and M4 我的日志: one sentence, kept where it counts (R-LOG-01, R-LOG-10)."""
