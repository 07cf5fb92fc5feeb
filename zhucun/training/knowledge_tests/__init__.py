"""The ledger of 知识测验: blueprints, a paper for each seat drawn from one seed, answers, marks (R-TRN-05)."""
