"""Deliveries: carried out by the clock, tried again, given up before people's eyes, caught by an undo."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast
from zhucun.acts import reactions
from zhucun.acts.deliveries import acts as deliveries
from zhucun.acts.deliveries.carrying import carry_out_due
from zhucun.acts.deliveries.rules import MOST_TRIES
from zhucun.acts.models import AuditLog, Delivery
from zhucun.acts.recording import UNDO_SECONDS
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.desk.feedback import acts as feedback
from zhucun.desk.feedback.models import Suggestion

Told = list[AuditLog]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """A notice after every suggestion, by a line that can fail: `told.fails = True`."""
    lines = Lines()
    monkeypatch.setitem(reactions._after, "feedback.give", {"test.notice": lines.tell})
    yield lines


class Lines(list):
    fails = False

    def tell(self, line: AuditLog) -> None:
        if self.fails:
            raise ConnectionError("no way out")
        self.append(line)


def give(cast: Cast) -> Suggestion:
    return feedback.give(cast.accounts["member"], text="表太多", by=cast.actor("member"))


def carry_out(after: timedelta = timedelta(seconds=UNDO_SECONDS + 1)) -> int:
    now = timezone.now() + after
    with time_machine.travel(now, tick=False):
        return carry_out_due(now)


def test_it_waits_for_an_undo_and_is_carried_out_once(cast: Cast, told: Told) -> None:
    give(cast)

    assert carry_out(timedelta(seconds=UNDO_SECONDS - 1)) == 0
    assert carry_out() == 1
    assert carry_out() == 0
    assert [line.verb for line in told] == ["feedback.give"]


def test_what_was_taken_back_is_told_to_nobody(cast: Cast, told: Told) -> None:
    feedback.withdraw(give(cast), by=cast.actor("member"))

    carry_out()

    assert told == []
    assert Delivery.objects.get().done_at is not None


def test_it_is_tried_again_each_time_later(cast: Cast, told: Any) -> None:
    give(cast)
    told.fails = True
    assert carry_out() == 1
    assert carry_out(timedelta(seconds=30)) == 0

    told.fails = False
    assert carry_out(timedelta(minutes=2)) == 1

    assert len(told) == 1
    assert (Delivery.objects.get().tries, Delivery.objects.get().last_error) == (2, "")


@pytest.fixture
def given_up(cast: Cast, told: Any) -> Callable[[], Delivery]:
    def make() -> Delivery:
        give(cast)
        told.fails = True
        for number in range(MOST_TRIES):
            carry_out(timedelta(hours=3 * number + 1))
        return Delivery.objects.get()

    return make


def test_after_five_failures_it_waits_before_the_county_s_office(
    cast: Cast, told: Told, given_up: Callable[[], Delivery]
) -> None:
    dead = given_up()

    assert dead.dead_at is not None
    assert "ConnectionError" in dead.last_error
    assert [line.sentence for line in lines_for(cast.actor("officer")) if line.tile == "办"] == ["通知没送出"]
    for who in ("neighbour_county", "secretary", "county_leader", "audit_admin"):
        assert not [line for line in lines_for(cast.actor(who)) if line.tile == "办"]


def test_the_office_sends_it_again_or_lets_it_be(cast: Cast, told: Any, given_up: Callable[[], Delivery]) -> None:
    dead, by = given_up(), cast.actor("officer")
    told.fails = False

    deliveries.retry(dead, by=by)
    carry_out(timedelta(days=1))

    assert len(told) == 1
    with pytest.raises(Refused, match="处理过"):
        deliveries.drop(dead, by=by)


def test_nobody_else_settles_it(cast: Cast, told: Told, given_up: Callable[[], Delivery]) -> None:
    dead = given_up()

    with pytest.raises(OutOfReach):
        deliveries.drop(dead, by=cast.actor("neighbour_county"))
    with pytest.raises(NotPermitted):
        deliveries.drop(dead, by=cast.actor("secretary"))


def test_a_handler_that_is_no_longer_there_is_a_failure_and_not_a_loss(
    cast: Cast, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(cast)
    monkeypatch.setitem(reactions._after, "feedback.give", {})

    assert carry_out() == 1
    assert "nobody handles test.notice" in Delivery.objects.get().last_error
