"""The codes on the villagers' slips: made, hashed, guessed a limited number of times."""

import secrets
import threading
import time
from collections import Counter

from zhucun.org.people.sealed_text import blind_index

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that look alike
LENGTH = 14  # 69 bits: nobody guesses one
WRONG_A_MINUTE = 30
MINUTE = 60


def new_codes(count: int) -> list[str]:
    return ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(count)]


def digest(code: str) -> str:
    """Keyed by the deployment's secret, so that who has the database alone knows no slip again."""
    return blind_index(code.lower(), "survey slip")


class Guesses:
    """How often somebody tried a code that is none, in this process and this minute alone: the address is hashed with
    a secret that is thrown away with the minute, and nothing of it is written anywhere."""

    def __init__(self) -> None:
        self._minute, self._secret = 0, ""
        self._wrong: Counter[int] = Counter()
        self._turn = threading.Lock()

    def are_too_many(self, address: str) -> bool:
        with self._turn:
            return self._wrong[self._key(address)] >= WRONG_A_MINUTE

    def count(self, address: str) -> None:
        with self._turn:
            self._wrong[self._key(address)] += 1

    def _key(self, address: str) -> int:
        now = int(time.monotonic() // MINUTE)
        if now != self._minute or not self._secret:
            self._minute, self._secret = now, secrets.token_hex(16)
            self._wrong.clear()
        return hash(self._secret + address)


guesses = Guesses()
