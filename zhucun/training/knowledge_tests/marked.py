"""What the answers of a seat come to; kept on the seat as `marks`: of each item how it went and its points."""

from collections.abc import Iterable, Mapping
from typing import Any

from zhucun.training.knowledge_tests import marking, timing
from zhucun.training.knowledge_tests.drawing import Item
from zhucun.training.knowledge_tests.marking import Key, Marked, Outcome
from zhucun.training.knowledge_tests.models import Seat, answers_of
from zhucun.training.knowledge_tests.rules import SeatState
from zhucun.training.questions.models import QuestionVersion

BY_HAND = "hand"


def keys_for(seats: Iterable[Seat]) -> dict[int, Key]:
    """Version → its key; one query."""
    wanted = {one["version"] for seat in seats for one in seat.paper}
    found = QuestionVersion.objects.filter(pk__in=wanted).values_list("pk", "kind", "key")
    return {pk: Key(kind, key) for pk, kind, key in found}


def standing_answers(seats: Iterable[Seat]) -> dict[int, dict[int, Any]]:
    """Seat → item → the answer that stands."""
    kept = answers_of(seat.pk for seat in seats)
    return {pk: {item: one.answer for item, one in timing.standing(answers).items()} for pk, answers in kept.items()}


def settle(seat: Seat, answers: Mapping[int, Any], keys: Mapping[int, Key]) -> str:
    """Writes marks, score and grade on the seat, unsaved; the state that follows: done, unless a person has to judge.

    What somebody judged by hand stays, as long as the answer is still there."""
    before = {at: one for at, one in enumerate(seat.marks) if BY_HAND in one}
    seat.marks = [_mark(seat, at, item, answers, keys, before) for at, item in enumerate(seat.items)]
    return total_up(seat)


def _mark(
    seat: Seat,
    at: int,
    item: Item,
    answers: Mapping[int, Any],
    keys: Mapping[int, Key],
    before: Mapping[int, dict[str, Any]],
) -> dict[str, Any]:
    found = marking.mark(item, keys[item.version], answers.get(at), partial=seat.test.partial)
    if at in before and found.outcome is Outcome.UNJUDGED:
        return before[at]
    return {"outcome": found.outcome.value, "milli": found.milli}


def judged(item: Item, milli: int) -> dict[str, Any]:
    """As a person judged it."""
    outcome = Outcome.RIGHT if milli == item.points_milli else Outcome.PARTLY if milli else Outcome.WRONG
    return {"outcome": outcome.value, "milli": milli, BY_HAND: True}


def total_up(seat: Seat) -> str:
    if any(one["outcome"] == Outcome.UNJUDGED.value for one in seat.marks):
        seat.score_milli, seat.grade = None, ""
        return SeatState.HANDED_IN
    seat.score_milli = sum(one["milli"] for one in seat.marks)
    seat.grade = marking.grade_of(seat.score_milli, seat.test.full_milli, seat.test.bands)
    return SeatState.MARKED


def marks_of(seat: Seat) -> list[Marked]:
    return [Marked(Outcome(one["outcome"]), one["milli"]) for one in seat.marks]
