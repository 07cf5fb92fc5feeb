"""约谈 on the phone: one's own notice and statement, a talk registered in three fields."""
