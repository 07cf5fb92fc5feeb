"""数字台账: every figure with its value, its definition and the rows it rests on (F1, screens N1 and N2)."""
