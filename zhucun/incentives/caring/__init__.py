"""保障与关爱 (Y3): who lacks what and who should give it; units are reminded, people see every line of their own."""
