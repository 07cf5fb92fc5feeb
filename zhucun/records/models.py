"""The rows of 记一笔, by topic."""
