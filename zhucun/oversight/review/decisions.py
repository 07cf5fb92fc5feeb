"""What a review decided, as its pages list it: the decisions' own topic, above, says it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from zhucun.acts.actor import Actor
from zhucun.oversight.review.models import MonthlyReview

DONE = "done"


class Decided(NamedTuple):
    """One decision with how far it is: a mark and a word."""

    task: Any
    words: tuple[str, str]

    @property
    def is_done(self) -> bool:
        return self.words[0] == DONE


class Decisions(Protocol):
    def of(self, reviews: Sequence[MonthlyReview], by: Actor) -> Mapping[int, list[Decided]]:
        """By the key of their review, those due first in front."""

    def before(self, review: MonthlyReview, by: Actor) -> list[Decided]:
        """Those of earlier months that are still open."""


_decisions: list[Decisions] = []


def decisions_come_from(source: Decisions) -> None:
    _decisions[:] = [source]


def decided(reviews: Sequence[MonthlyReview], by: Actor) -> Mapping[int, list[Decided]]:
    return _decisions[0].of(reviews, by)


def decided_before(review: MonthlyReview, by: Actor) -> list[Decided]:
    return _decisions[0].before(review, by)
