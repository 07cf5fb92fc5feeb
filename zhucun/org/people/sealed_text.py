"""Text columns kept encrypted, and the keyed index by which an equal value is found (R-DAT-04, R-SEC-10)."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

NONCE_BYTES = 12


class Unopenable(Exception):
    """A sealed value that none of the deployment's keys opens: ZHUCUN_FIELD_KEYS is not the one it was written with."""


def seal(text: str, context: str) -> str:
    """AES-256-GCM under the first key; the column's name is bound in, so a value cannot be moved to another column."""
    key_id, key = next(iter(settings.FIELD_KEYS.items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), context.encode())
    return f"{key_id}.{urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(stored: str, context: str) -> str:
    """Raises Unopenable."""
    key_id, _, body = stored.partition(".")
    raw = urlsafe_b64decode(body)
    try:
        return (
            AESGCM(settings.FIELD_KEYS[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode()).decode()
        )
    except (KeyError, InvalidTag) as error:
        raise Unopenable(f"column {context}, key {key_id}") from error


def blind_index(text: str, context: str) -> str:
    """A keyed hash equal for equal values: finds a person by ID number without storing it readably."""
    key = _blind_key(list(settings.FIELD_KEYS.values())[-1])
    return hmac.digest(key, f"{context}:{text}".encode(), "sha256").hex()


@lru_cache(maxsize=4)
def _blind_key(last: bytes) -> bytes:
    return hashlib.sha256(b"blind index" + last).digest()


class SealedTextField(models.TextField):
    """A text that is encrypted in the database and plain in Python. The audit line never holds it."""

    is_sensitive = True

    @property
    def _context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def from_db_value(self, stored: str | None, *args: Any) -> str | None:
        return unseal(stored, self._context) if stored else stored

    def get_prep_value(self, text: str | None) -> str | None:
        return seal(text, self._context) if text else text
