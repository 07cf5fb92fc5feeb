"""The two secrets of a deployment: given by the environment, or made once and kept beside the data."""

import base64
import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret_key(data_dir: Path) -> str:
    return os.environ.get("ZHUCUN_SECRET_KEY") or _kept(data_dir / "secret.key")


def field_keys(data_dir: Path) -> dict[str, bytes]:
    """Keys for ID numbers and phones, `id:base64,…`; the first encrypts, the others still decrypt (R-DAT-04)."""
    text = os.environ.get("ZHUCUN_FIELD_KEYS") or _kept(data_dir / "field.keys", prefix="k1:")
    try:
        pairs = (part.split(":", 1) for part in text.split(","))
        keys = {key_id: base64.urlsafe_b64decode(key) for key_id, key in pairs}
    except ValueError as error:
        raise ImproperlyConfigured(
            "ZHUCUN_FIELD_KEYS: write id:base64-of-32-bytes, several separated by commas"
        ) from error
    if any(len(key) != 32 for key in keys.values()):
        raise ImproperlyConfigured("ZHUCUN_FIELD_KEYS: each key is 32 bytes in URL-safe base64")
    return keys


def _kept(file: Path, prefix: str = "") -> str:
    """Made whole under another name and then linked, so that no process of the same start reads half of it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(prefix + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text().strip()
