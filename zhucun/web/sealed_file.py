"""Uploaded files kept encrypted: a roster holds the phones and ID numbers of a whole county (R-DAT-04, R-SEC-10)."""

import secrets
import zlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
CONTEXT = b"web.importdraft.content"
MARK = b"."


def sealed(content: bytes) -> bytes:
    key_id, key = next(iter(settings.FIELD_KEYS.items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return key_id.encode() + MARK + nonce + AESGCM(key).encrypt(nonce, zlib.compress(content, 1), CONTEXT)


def unsealed(stored: bytes) -> bytes:
    """Raises InvalidTag or KeyError where the deployment's keys are not those it was written with."""
    key_id, _, body = bytes(stored).partition(MARK)
    nonce, rest = body[:NONCE_BYTES], body[NONCE_BYTES:]
    return zlib.decompress(AESGCM(settings.FIELD_KEYS[key_id.decode()]).decrypt(nonce, rest, CONTEXT))
