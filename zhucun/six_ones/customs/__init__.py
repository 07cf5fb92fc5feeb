"""新风: 一约四会 of each village, its rules in editions, the monthly meeting, what it decided and what became of that
(R-TASK-09, R-TASK-10); and what may not stand in a public notice (R-MON-05)."""
