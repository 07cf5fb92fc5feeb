"""Reading a question sheet as people type it: every question is found; of a key not certain it is said why."""
