"""The measure's rows, by topic."""
