"""What was known when: rows as they were before somebody changed them, kept by the database itself (decisions/0013)."""
