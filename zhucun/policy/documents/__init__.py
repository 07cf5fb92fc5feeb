"""制度文件: the documents that the numbers rest on, sentence by sentence, and who has read them. R-ORG, R-BUR-05."""
