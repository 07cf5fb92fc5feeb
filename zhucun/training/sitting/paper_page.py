"""A paper as the page shows it, and as its sitter reads it afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhucun.training.knowledge_tests.drawing import Item
from zhucun.training.knowledge_tests.marked import standing_answers
from zhucun.training.knowledge_tests.marking import shown_points
from zhucun.training.knowledge_tests.models import Seat
from zhucun.training.knowledge_tests.reading import versions_on
from zhucun.training.knowledge_tests.rules import SeatState
from zhucun.training.knowledge_tests.timing import seconds_left
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import CHOSEN, LETTERS, TRUE_FALSE, QuestionKind


@dataclass(frozen=True)
class Option:
    """`value` is the option's own position, whatever letter it bears on this paper."""

    value: int
    letter: str
    text: str
    is_chosen: bool = False
    is_right: bool = False


@dataclass(frozen=True)
class Asked:
    """One question of the paper."""

    at: int
    kind: str
    stem: str
    points: str
    options: tuple[Option, ...] = ()
    texts: tuple[str, ...] = ()  # what stands in each blank

    @property
    def number(self) -> int:
        return self.at + 1

    @property
    def kind_label(self) -> str:
        return QuestionKind(self.kind).label

    @property
    def is_multiple(self) -> bool:
        return self.kind == QuestionKind.MULTIPLE

    @property
    def is_answered(self) -> bool:
        return any(one.is_chosen for one in self.options) or any(self.texts)


def asked_on(seat: Seat, answers: Mapping[int, Any], versions: Mapping[int, QuestionVersion]) -> list[Asked]:
    return [_asked(at, item, versions[item.version], answers.get(at)) for at, item in enumerate(seat.items)]


def _asked(at: int, item: Item, version: QuestionVersion, answer: Sequence[Any] | None) -> Asked:
    told = {"at": at, "kind": item.kind, "stem": version.stem, "points": shown_points(item.points_milli)}
    if item.kind in CHOSEN:
        return Asked(**told, options=options_of(item, version, answer or ()))
    blanks = len(version.key) if item.kind == QuestionKind.FILL_IN else 1
    given = [*map(str, answer or ()), *[""] * blanks][:blanks]
    return Asked(**told, texts=tuple(given))


def options_of(item: Item, version: QuestionVersion, answer: Sequence[Any]) -> tuple[Option, ...]:
    """In the order of this paper."""
    texts = TRUE_FALSE if item.kind == QuestionKind.TRUE_FALSE else version.options
    shown = enumerate(item.order)
    return tuple(Option(own, LETTERS[n], texts[own], own in answer, own in version.key) for n, own in shown)


def paper_of(seat: Seat, now: datetime) -> dict[str, Any]:
    """The page's context; three queries."""
    answers = standing_answers([seat]).get(seat.pk, {})
    asked = asked_on(seat, answers, versions_on([seat.paper]))
    return {
        "seat": seat,
        "test": seat.test,
        "questions": asked,
        "left": seconds_left(seat.ends_at, now) if seat.ends_at else 0,
        "seen": seat.answers.count(),
        "answered": sum(one.is_answered for one in asked),
    }


@dataclass(frozen=True)
class Learned:
    """A question that went wrong: what was answered, what is right, why, and where it says so."""

    number: int
    stem: str
    given: str
    right: str
    version: QuestionVersion


def result_of(seat: Seat) -> dict[str, Any]:
    """For the sitter alone (and the organiser, who has it on another page)."""
    answers, versions = standing_answers([seat]).get(seat.pk, {}), versions_on([seat.paper])
    pairs = list(enumerate(zip(seat.items, seat.marks, strict=True))) if seat.marks else []
    wrong = [
        learned_of(at, item, versions[item.version], answers.get(at))
        for at, (item, mark) in pairs
        if mark["outcome"] in ("wrong", "partly", "blank")
    ]
    return {
        "seat": seat,
        "test": seat.test,
        "wrong": wrong,
        "score": shown_points(seat.score_milli) if seat.score_milli is not None else "",
        "full": seat.test.full,
        "is_marked": seat.state == SeatState.MARKED,
    }


def learned_of(at: int, item: Item, version: QuestionVersion, answer: Sequence[Any] | None) -> Learned:
    if item.kind in CHOSEN:
        options = options_of(item, version, answer or ())
        given, right = (
            "、".join(one.text for one in options if one.is_chosen),
            "、".join(one.text for one in options if one.is_right),
        )
    else:
        given = "、".join(map(str, answer or ()))
        right = "、".join(accepted[0] if isinstance(accepted, list) else str(accepted) for accepted in version.key)
    return Learned(at + 1, version.stem, given or "没有答", right, version)
