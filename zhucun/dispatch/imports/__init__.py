"""导入: a file becomes a plan, a person looks at it, then all of it is written or nothing (screen P13, R-DOC-01)."""
