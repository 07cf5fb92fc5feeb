"""The pages of 考核: a cycle scored and decided township by township, one sheet opened, its paper (G6)."""
