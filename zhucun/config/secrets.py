"""The two secrets of a deployment. Given by the environment, or made once and kept beside the data, readable by its owner only."""

import base64
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret_key(data_dir: Path) -> str:
    return os.environ.get("ZHUCUN_SECRET_KEY") or _kept(data_dir / "secret.key")


def field_keys(data_dir: Path) -> dict[str, bytes]:
    """Keys for ID numbers and phones, `id:base64,id:base64`; the first encrypts, the others still decrypt (R-DAT-04)."""
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
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = prefix + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process of the same start made it
            return file.read_text().strip()
        with os.fdopen(handle, "w") as out:
            out.write(made)
    return file.read_text().strip()
