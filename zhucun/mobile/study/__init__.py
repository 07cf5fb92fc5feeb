"""学习 on the phone (M5): what there is to learn and to sit, one's own and nobody else's."""
