"""What a consequence opens is done by topics above or beside: they register an act, or a page on which it is done."""

from collections.abc import Callable, Sequence

from django.db import models

from zhucun.acts.actor import Actor
from zhucun.oversight.consequences.models import Consequence
from zhucun.policy.consequence_values import OPENINGS

Opener = Callable[[Sequence[Consequence], Actor], Sequence[models.Model]]
Address = Callable[[Consequence], str]
_openers: dict[str, Opener] = {}
_addresses: dict[str, Address] = {}


def opens(opening: str) -> Callable[[Opener], Opener]:
    """Register what is opened, for several at once: a row for each consequence, in their order."""

    def register(opener: Opener) -> Opener:
        _openers[_known(opening)] = opener
        return opener

    return register


def opened_at(opening: str) -> Callable[[Address], Address]:
    """Register the page on which people open it with more than a press; `acts.was_opened` says that it was done."""

    def register(address: Address) -> Address:
        _addresses[_known(opening)] = address
        return address

    return register


def _known(opening: str) -> str:
    if opening not in OPENINGS:
        raise ValueError(f"no consequence opens {opening}")
    return opening


def opener_of(opening: str) -> Opener | None:
    return _openers.get(opening)


def page_to_open(consequence: Consequence) -> str:
    """Empty where a press is enough."""
    address = _addresses.get(consequence.opens)
    return address(consequence) if address else ""
