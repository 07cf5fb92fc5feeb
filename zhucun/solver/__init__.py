"""Team formation on plain data: who serves where, proven best or with the gap stated, and why. Imports no Django."""
