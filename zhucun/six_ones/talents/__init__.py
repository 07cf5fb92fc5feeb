"""引回一批能人: forums with natives and what they said, each with its owner and reply; who came back (R-TASK-07)."""
