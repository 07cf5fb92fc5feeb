"""Long work: asked for by an act, done by a worker under a lease, its end put before whoever asked."""

import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from tests.cast import Cast
from zhucun.acts import jobs
from zhucun.acts.jobs import queue, registry
from zhucun.acts.jobs.context import Context
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import LEASE, MOST_TRIES, State
from zhucun.acts.jobs.working import do, do_in_child, do_now, do_waiting
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.org.places import acts as places


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Works of this test, which nobody else knows."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))

    @jobs.job("test.count", "数数")
    def count(context: Context) -> dict[str, Any]:
        for number in range(1, context.arguments["to"] + 1):
            context.progress(number, context.arguments["to"], certain=f"数到 {number}")
        return {"counted": context.arguments["to"], "by": context.by.name}

    @jobs.job("test.refuse", "不让办")
    def refuse(context: Context) -> None:
        raise Refused("表里第 3 行没有姓名。")

    @jobs.job("test.break", "出错")
    def break_down(context: Context) -> None:
        raise ZeroDivisionError

    yield


def start(cast: Cast, name: str = "test.count", who: str = "officer", **given: Any) -> Job:
    return jobs.start(name, title="数到三", arguments={"to": 3}, by=cast.actor(who), **given)


def test_a_job_is_done_as_the_account_that_asked(cast: Cast, kinds: None) -> None:
    job = start(cast)

    assert do_waiting() == 1

    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.total) == ("done", {"counted": 3, "by": "李静文"}, 3, 3)
    assert job.certain == "数到 3"


def test_asking_stopping_and_trying_again_leave_audit_lines(cast: Cast, kinds: None) -> None:
    job, by = start(cast), cast.actor("officer")
    jobs.stop(job, by=by)
    jobs.retry(job, by=by)

    lines = AuditLog.objects.filter(row_kind="acts.job").order_by("pk")
    assert list(lines.values_list("verb", "actor_name")) == [
        ("job.start", "李静文"),
        ("job.stop", "李静文"),
        ("job.retry", "李静文"),
    ]


def test_a_job_of_an_act_that_is_rolled_back_never_begins(cast: Cast, kinds: None) -> None:
    with transaction.atomic():
        start(cast)
        transaction.set_rollback(True)

    assert do_waiting() == 0


def test_an_unknown_work_is_refused_when_it_is_asked_for(cast: Cast) -> None:
    with pytest.raises(KeyError):
        start(cast, "test.nobody_knows")


def test_when_it_is_done_it_waits_until_it_has_been_seen(cast: Cast, kinds: None) -> None:
    job = start(cast)
    assert not mine(cast)
    do_waiting()

    assert mine(cast) == [("数到三，办好了", f"/jobs/{job.pk}/", "去看")]
    jobs.see(job, by=cast.actor("officer"))
    assert not mine(cast)


def mine(cast: Cast, who: str = "officer") -> list[tuple[str, str, str]]:
    return [(line.sentence, line.url, line.verb) for line in lines_for(cast.actor(who)) if line.tile == "办"]


def test_several_that_are_over_are_one_line(cast: Cast, kinds: None) -> None:
    for _ in range(2):
        start(cast)
    start(cast, "test.refuse")
    do_waiting()

    refused = Job.objects.get(name="test.refuse")
    assert sorted(mine(cast)) == [
        ("数到三，没办成", f"/jobs/{refused.pk}/", "看原因"),
        ("要过的事办好了", "/jobs/?view=unseen", "去看"),
    ]


def test_nobody_else_hears_of_it_or_reaches_it(cast: Cast, kinds: None) -> None:
    job = start(cast)
    do_waiting()

    for who in ("office_leader", "neighbour_county", "system_admin", "secretary"):
        assert not mine(cast, who)
        assert not Job.objects.visible_to(cast.actor(who))
        with pytest.raises(OutOfReach):
            jobs.see(job, by=cast.actor(who))


def test_a_refusal_is_told_in_its_own_words_and_not_tried_again(cast: Cast, kinds: None) -> None:
    job = start(cast, "test.refuse")

    assert do_waiting() == 1

    job.refresh_from_db()
    assert (job.state, job.problem, job.tries) == ("failed", "表里第 3 行没有姓名。", 1)


def test_an_unforeseen_error_is_tried_again_later_and_then_told_neutrally(
    cast: Cast, kinds: None, caplog: pytest.LogCaptureFixture
) -> None:
    job, later = start(cast, "test.break"), timezone.now()

    for _ in range(MOST_TRIES):
        with time_machine.travel(later, tick=False):
            assert do_waiting() == 1
            assert do_waiting() == 0
        later += timedelta(minutes=10)

    job.refresh_from_db()
    assert (job.state, job.tries) == ("failed", MOST_TRIES)
    assert "ZeroDivisionError" not in job.problem
    assert "没有料到的错" in job.problem
    assert "ZeroDivisionError" in caplog.text


def test_it_can_be_tried_again_by_hand(cast: Cast, kinds: None) -> None:
    job = start(cast, "test.refuse")
    do_waiting()

    jobs.retry(job, by=cast.actor("officer"))

    assert do_waiting() == 1
    with pytest.raises(Refused, match="排队"):
        jobs.retry(start(cast), by=cast.actor("officer"))


def test_what_waits_is_stopped_at_once(cast: Cast, kinds: None) -> None:
    job = jobs.stop(start(cast), by=cast.actor("officer"))

    assert do_waiting() == 0
    assert job.state == State.STOPPED
    assert not mine(cast)


def test_what_runs_stops_at_its_next_step(cast: Cast, kinds: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhucun.acts.jobs.context.connection", Autocommitting())
    job = start(cast)
    held = queue.claim("quick")
    jobs.stop(job, by=cast.actor("officer"))

    do(held)

    job.refresh_from_db()
    assert (job.state, job.done, job.result) == ("stopped", 1, None)


class Autocommitting:
    """Tests run in a transaction, jobs do not."""

    in_atomic_block = False


def test_one_of_two_workers_gets_a_job(cast: Cast, kinds: None) -> None:
    start(cast)

    assert queue.claim("quick") is not None
    assert queue.claim("quick") is None


def test_queues_are_apart(cast: Cast, kinds: None) -> None:
    start(cast, queue="slow")

    assert queue.claim("quick") is None
    assert queue.claim("slow") is not None


def test_a_lapsed_lease_gives_the_job_to_the_next_worker(cast: Cast, kinds: None) -> None:
    start(cast)
    first = queue.claim("quick")

    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1)):
        second = queue.claim("quick")
        assert (second.pk, second.tries) == (first.pk, 2)
        assert not queue.renew(first)
        assert queue.renew(second)


def test_a_job_that_kills_its_workers_is_not_tried_for_ever(cast: Cast, kinds: None) -> None:
    job, now = start(cast), timezone.now()

    for _ in range(MOST_TRIES):
        with time_machine.travel(now):
            assert queue.claim("quick") is not None
        now += LEASE + timedelta(seconds=1)
    with time_machine.travel(now):
        assert queue.claim("quick") is None

    job.refresh_from_db()
    assert (job.state, job.problem[:4]) == ("failed", "办到一半")


def test_a_job_told_to_wait_is_not_begun_before(cast: Cast, kinds: None) -> None:
    start(cast, not_before=timezone.now() + timedelta(hours=1))

    assert do_waiting() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert do_waiting() == 1


def test_the_same_thing_is_in_hand_once(cast: Cast, kinds: None) -> None:
    first = start(cast, dedupe="import 7")

    assert start(cast, dedupe="import 7").pk == first.pk
    with pytest.raises(Refused, match="已经在办"):
        start(cast, who="office_leader", dedupe="import 7")
    do_waiting()
    assert start(cast, dedupe="import 7").pk != first.pk


def test_a_stopped_account_gets_nothing_done(cast: Cast, kinds: None) -> None:
    job = start(cast)
    cast.accounts["officer"].is_active = False
    cast.accounts["officer"].save()

    do_waiting()

    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", "要办这件事的账号已经停用，所以没有办。")


def test_small_work_is_done_at_once(cast: Cast, kinds: None) -> None:
    assert do_now(start(cast)).state == State.DONE


def test_an_act_of_a_job_is_done_once_however_often_it_begins(cast: Cast, kinds: None) -> None:
    context = Context(start(cast), cast.actor("officer"))
    told = {"name": "柳溪新村", "since": cast.actor("officer").today}

    first = context.carry_out(places.rename, cast.liuxi, **told)
    again = context.carry_out(places.rename, cast.liuxi, **told)

    assert first == again
    assert AuditLog.objects.filter(verb="place.rename").count() == 1


def test_a_child_process_that_dies_is_a_try(
    cast: Cast, kinds: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    job = start(cast, queue="slow")
    monkeypatch.setattr(sys, "executable", "/bin/false")

    do_in_child(queue.claim("slow"), threading.Event())

    job.refresh_from_db()
    assert (job.state, job.tries) == ("queued", 1)
    assert "ended with 1" in caplog.text


def test_a_child_process_ends_with_the_server_and_its_job_waits_for_the_next_one(
    cast: Cast, kinds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, stop = start(cast, queue="slow"), threading.Event()
    stop.set()

    do_in_child(queue.claim("slow"), stop)

    job.refresh_from_db()
    assert (job.state, job.tries) == ("queued", 0)
