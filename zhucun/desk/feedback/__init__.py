"""意见建议: what is a burden here, and the answer; required by law (R-BUR-06)."""
