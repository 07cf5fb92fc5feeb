"""矛盾纠纷: who quarrelled about what, who mediated, where it was solved; read by few (R-TASK-05)."""
