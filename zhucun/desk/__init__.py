"""Pages that look across topics: home, search, what waits, suggestions."""
