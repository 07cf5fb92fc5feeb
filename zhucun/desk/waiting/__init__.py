"""待我办: everything that waits for one person, on one page (screen C3)."""
