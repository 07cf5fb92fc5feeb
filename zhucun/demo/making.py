"""`python -m zhucun.demo.making` fills the empty SQLite file that ZHUCUN_DATABASE_URL names with the demo county."""

import gc
import importlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

SELDOM = 50_000  # objects between two searches for circles: rows make none, and every search goes through them all


def make() -> None:
    """A file that is lost half-made is made again, so that nothing waits for the disk until the end."""
    gc.set_threshold(SELDOM)
    _remove_left_over(Path(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    call_command("migrate", verbosity=0)
    settings.PASSWORD_HASHERS = ["zhucun.demo.quick_hash.QuickArgon2", *settings.PASSWORD_HASHERS]
    importlib.import_module("zhucun.demo.loading").load_demo()
    importlib.import_module("zhucun.demo.log_ins").give_passwords()
    importlib.import_module("zhucun.acts.seal").seal_open_lines()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _remove_left_over(draft: Path) -> None:
    for file in draft.parent.glob(f"{draft.name}*"):
        file.unlink()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhucun.config.settings")
    django.setup()
    make()
