"""Tables from files and into files: read, understood, decided, explained, written. Knows nothing of villages."""
