"""首页: what waits and how one's own territory, unit or team stands (screens H1, H2)."""
