"""Django's SQLite backend, with writers taking turns: see base.py."""
