"""督查: which teams are looked at this week, drawn so that nobody can steer it and everybody can check it (R-INS-01 to
04). What was seen there is of the topic above."""
