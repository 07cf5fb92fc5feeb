"""织密一张网络: who keeps in touch with which households, how many each has, which have nobody (R-TASK-08)."""
