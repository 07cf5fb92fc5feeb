"""What the ledgers say of the assessed: a score, its sentence and the records behind it, for schemes to weigh."""
