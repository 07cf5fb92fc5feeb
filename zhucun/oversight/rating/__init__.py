"""民主测评 and 群众评一评: what people think of a team, kept as tallies and nothing else. R-ASS-12, R-DOC-09."""
