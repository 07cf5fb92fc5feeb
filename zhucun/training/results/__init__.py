"""测验结果: what people do not know, by question first, by township second; no list of persons by score (R-BUR-01)."""
