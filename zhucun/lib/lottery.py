"""A draw that anybody can repeat: weights, two secret halves and a later public number give the order. Pure (R-INS-04).

Each number gets u = HMAC-SHA256(seed, number), read as a fraction between 0 and 1, and the key −ln(u)/weight; within a
stratum the smallest keys are drawn. A weight twice as large is drawn twice as readily (Efraimidis and Spirakis, 2006).
The arithmetic is fixed, so that ten lines in another language give the same order: docs/draw.md.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from secrets import token_hex
from typing import Any

DIGITS = 50  # of u, of its logarithm and of the quotient; a double's fifteen give the same order but by a rare chance
ARITHMETIC = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emax=999_999, Emin=-999_999)
TWO_TO_257 = Decimal(2**257)
HALF_BYTES = 16
LONGEST_WORDS = 40


@dataclass(frozen=True)
class Ticket:
    """What takes part: by its number, in which stratum, how heavy."""

    number: str
    stratum: str
    weight: int


@dataclass(frozen=True)
class Place:
    """Where a number came: its key and whether that was small enough."""

    ticket: Ticket
    key: Decimal
    is_drawn: bool


def half_of(words: str) -> str:
    """A secret half: chance from the machine, and the words that its owner will know again."""
    chance = token_hex(HALF_BYTES)
    return f"{chance}·{words.strip()}" if words.strip() else chance


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(document: Mapping[str, Any]) -> str:
    """One text for one document: keys sorted, no spaces, Chinese as it is."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(document: Mapping[str, Any]) -> str:
    return digest_of(canonical(document))


def seed_of(halves: Sequence[str], public_number: str) -> bytes:
    """The halves in their order and the public number, joined by bars."""
    return "|".join((*halves, public_number)).encode()


def key_of(seed: bytes, number: str, weight: int) -> Decimal:
    """−ln(u)/weight, where u = (2n + 1)/2²⁵⁷ and n is the 256-bit number that HMAC-SHA256 gives; never 0, never 1."""
    n = int.from_bytes(hmac.digest(seed, number.encode(), "sha256"), "big")
    u = ARITHMETIC.divide(Decimal(2 * n + 1), TWO_TO_257)
    return ARITHMETIC.divide(ARITHMETIC.minus(ARITHMETIC.ln(u)), Decimal(weight))


def placed(tickets: Iterable[Ticket], sizes: Mapping[str, int], seed: bytes) -> list[Place]:
    """All of them, stratum by stratum, smallest key first; equal keys would go by the number."""
    found: list[Place] = []
    keyed = [(key_of(seed, one.number, one.weight), one.number, one) for one in tickets]
    for stratum, size in sizes.items():
        within = sorted((one for one in keyed if one[2].stratum == stratum), key=lambda one: one[:2])
        found += [Place(ticket, key, at < size) for at, (key, _, ticket) in enumerate(within)]
    return found


def drawn(tickets: Iterable[Ticket], sizes: Mapping[str, int], seed: bytes) -> list[Ticket]:
    return [one.ticket for one in placed(tickets, sizes, seed) if one.is_drawn]


def closest(places: Sequence[Place]) -> Decimal | None:
    """How near two neighbours of a stratum came, as a share of the larger key: above 1e-12 any calculator will do."""
    pairs = zip(places, places[1:], strict=False)
    gaps = [
        ARITHMETIC.divide(ARITHMETIC.subtract(b.key, a.key), b.key)
        for a, b in pairs
        if a.ticket.stratum == b.ticket.stratum
    ]
    return min(gaps, default=None)
