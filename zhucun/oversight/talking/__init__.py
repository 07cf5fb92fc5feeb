"""约谈 on pages: who is talked to, the talk step by step, its notice and record on paper. R-TLK."""
