"""The organiser's pages of 知识测验: blueprints, planning, who sits, what waits, one person's paper (X2, J7)."""
