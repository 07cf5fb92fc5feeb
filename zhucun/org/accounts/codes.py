"""One-time codes: made, hashed, read as people type them (R-SEC-01)."""

import re
import secrets
import unicodedata

from zhucun.org.accounts.models import Account
from zhucun.org.people.sealed_text import blind_index

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that look alike on a printed slip
LENGTH = 8


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def code_hash(account: Account, code: str) -> str:
    """Keyed by the deployment's secret and bound to the account; short-lived, so a slow hash is not needed."""
    typed = re.sub(r"[\s\-—–]", "", unicodedata.normalize("NFKC", code)).upper()
    return blind_index(f"{account.pk}:{typed}", "code")


def printed(code: str) -> str:
    """In two halves, as it stands on the slip: 7K2M-9QXT."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
