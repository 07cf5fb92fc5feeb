"""A township as the county and as it sees itself: its teams with their marks, open seats, changes (screen H2)."""
