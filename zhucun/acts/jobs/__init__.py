"""Long work: queued by an act, carried out by the clock or a child process, its result put before whoever asked."""
