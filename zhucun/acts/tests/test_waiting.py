"""What waits for somebody is asked of the database once, however many topics there are."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from zhucun.acts import waiting
from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, lines_for, waits
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place


@pytest.fixture(autouse=True)
def only_these_sources(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(waiting, "_sources", [])
    waits(
        lambda actor: Place.objects.visible_to(actor).filter(kind="village"),
        day="since",
        name="name",
    )(_villages)
    waits(lambda actor: Unit.objects.none())(_units)
    waits(lambda actor: Unit.objects.visible_to(actor) if actor.may("unit.keep") else None)(_units)
    yield


def _villages(actor: Actor, found: Waited) -> Waiting:
    return Waiting("派", f"{found.name}等", "/", "去看", found.count, due_on=found.first_on)


def _units(actor: Actor, found: Waited) -> Waiting:
    return Waiting("派", "单位", "/", "去看", found.count)


def test_each_source_with_rows_is_a_line_the_most_urgent_first(cast: Cast) -> None:
    lines = lines_for(cast.actor("officer"))

    assert [(line.count, line.due_on) for line in lines] == [
        (3, date(2021, 6, 1)),
        (2, None),
    ]


def test_all_sources_are_one_query_and_are_asked_once(cast: Cast) -> None:
    actor = cast.actor("officer")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        lines_for(actor)
        lines_for(actor)

    assert len(queries) == 1


def test_somebody_else_has_other_lines(cast: Cast) -> None:
    assert [line.count for line in lines_for(cast.actor("village_secretary"))] == [1]
