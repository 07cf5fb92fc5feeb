"""公示与申诉: the best are named without scores; who was judged may object, another answers. R-ASS-15, R-ASS-16."""
