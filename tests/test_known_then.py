"""As known then: whatever has been done since, a figure asked by the knowledge of a moment says what it said at it."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.test_kept_figures import WALK, as_committed, questions, verified
from zhucun.acts import keeping, written
from zhucun.acts.history import knowing
from zhucun.acts.history.remembered import models_by_table
from zhucun.acts.refused import Refused
from zhucun.lib.figure import Question, all_figures, ask_many

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    keeping.forget()
    yield
    keeping.forget()


def said(question: Question) -> dict[str, Any]:
    question = replace(question, actor=replace(question.actor, memo={}))
    answers = ask_many([figure.id for figure in all_figures()], question, anew=True)
    return {key: (one.value, one.numerator, one.denominator, one.note) for key, one in answers.items()}


def differing(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {key: (value, after[key]) for key, value in before.items() if value != after[key]}


class Hours:
    """Acts become known by the clock of whoever does them; here all of them by one that a test moves on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = timezone.now()
        tell = knowing.Knowing._tell
        monkeypatch.setattr(
            knowing.Knowing, "_tell", lambda one, learning: tell(one, learning and replace(learning, at=self.now))
        )

    def passes(self) -> None:
        self.now += timedelta(hours=1)


@pytest.mark.parametrize("seed", [1, 2022])
def test_after_any_acts_what_was_known_at_a_moment_is_what_was_said_at_it(
    cast: Cast, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice, later = random.Random(seed), Hours(monkeypatch)
    verified(cast)
    remembered = []
    for _ in range(3):
        later.passes()
        remembered.append((later.now, [said(one) for one in questions(cast)]))
        later.passes()
        for _ in range(5):
            try:
                dice.choice(WALK)(cast, dice)
            except (Refused, IndexError):
                continue
        as_committed()

    assert differing(remembered[0][1][0], said(questions(cast)[0])) != {}
    for at, told in remembered:
        for question, before in zip(questions(cast), told, strict=True):
            assert differing(before, said(question.as_known(at))) == {}


def test_every_table_that_a_figure_reads_is_remembered(cast: Cast) -> None:
    """One that is not would be read as it is now, whatever moment is asked."""
    verified(cast)
    ids, asked = [figure.id for figure in all_figures()], questions(cast)
    with written.watch_of().reading() as read:
        for question in asked:
            for answer in ask_many(ids, question, anew=True).values():
                list((answer.records or ())[:1])

    assert (read & written.marked_tables()) - models_by_table().keys() == set()
