"""知识测验: a sheet of 2 000 questions brought in, papers for 500, and 1 000 people who hand in within one minute.

The thousand are of every kind there is: members by their account, village cadres by their slip. Each comes at a moment
of its own within the minute, known beforehand; what one waits for the server and for a free connection is counted.
"""

import json
import queue
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from benchmarks import users
from benchmarks.client import Client
from benchmarks.server import Server
from benchmarks.show import Measured
from benchmarks.timing import Took
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Account
from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests import acts as tests
from zhucun.training.knowledge_tests import answering, seats
from zhucun.training.knowledge_tests.answering import Answer
from zhucun.training.knowledge_tests.models import Blueprint, KnowledgeTest, SavedAnswer, Seat
from zhucun.training.knowledge_tests.rules import OVER, Way
from zhucun.training.participants import acts as participants
from zhucun.training.question_files import bringing
from zhucun.training.sitting import slips

PEOPLE, SECONDS, ASKERS = 1_000, 55, 64
PAPERS, QUESTIONS = 500, 2_000
LEFT = 3  # answers that come with the hand-in itself
A_DAY = timedelta(days=1)


def prepare() -> Iterator[Measured]:
    """What needs no server; leaves a test that a thousand people are in the middle of."""
    county = Place.objects.get(code=users.of_role("county_officer").county_code, until__isnull=True)
    by = _officer()
    yield _import(county, by)
    test = _planned(county, by)
    calls = _members(test) + _cadres(test, county, by)
    seats.seat.many(calls[:PAPERS], by=by)
    begun = time.process_time()
    tests.draw(test, by=by)
    yield Measured("tests", f"papers for {PAPERS} seats drawn", round(time.process_time() - begun, 2), "s", 5)
    seats.seat.many(calls[PAPERS:], by=by)
    tests.draw(KnowledgeTest.objects.get(pk=test.pk), by=by)
    _begin(test)


def _officer() -> Actor:
    return actor_for(users.of_role("county_officer"))


def _import(county: Place, by: Actor) -> Measured:
    text = "\n".join(
        f"{n}. 监测对象第{n}条怎么办？（A）\nA. 先看{n}甲\nB. 后看{n}乙\nC. 再看{n}丙\nD. 不看{n}丁"
        for n in range(1, QUESTIONS + 1)
    )
    begun = time.process_time()
    told = {"topic": "测速", "difficulty": "easy", "document": None}
    file = bringing.take_up(text.encode(), "题表.txt", county, **told, by=by)
    count = bringing.carry_in(file, county, sent=uuid.uuid4(), by=by)
    took = time.process_time() - begun
    return Measured("tests", f"a sheet of {count} questions read and carried in", round(took, 2), "s", 3)


def _planned(county: Place, by: Actor) -> KnowledgeTest:
    told = {"opens_at": by.now - A_DAY, "closes_at": by.now + A_DAY, "minutes": 120, "reason": "测速"}
    return tests.plan(county, title="测速", blueprint=Blueprint.objects.earliest("pk"), **told, by=by)


def _members(test: KnowledgeTest) -> list[Told]:
    there = Posting.objects.filter(place_code__startswith=test.place_code).there_on(test.opens_at.date())
    return [Told(test, {"posting": one, "way": Way.ONLINE}) for one in there.order_by("place_code", "pk")]


def _cadres(test: KnowledgeTest, county: Place, by: Actor) -> list[Told]:
    villages = Place.objects.filter(code__startswith=county.code, kind="village", until__isnull=True).order_by("code")
    rows = list(villages)
    told = [
        Told(rows[n % len(rows)], {"name": f"测{n}", "kind": "village_committee", "duty": ""}) for n in range(PEOPLE)
    ]
    return [Told(test, {"participant": one, "way": Way.ONLINE}) for one in participants.add.many(told, by=by)]


def _begin(test: KnowledgeTest) -> None:
    """Everybody has begun and answered all but the last few."""
    for row in _sitters(test):
        seat = answering.start(row, by=Actor.system(row.name, reach=test.place_code, now=_officer().now, door="slip"))
        told = [Answer(at, _any(seat, at), at + 1) for at in range(len(seat.paper) - LEFT)]
        answering.save(seat, told, device=_device(seat), opens=True, now=seat.started_at)


def _sitters(test: KnowledgeTest) -> list[Seat]:
    """As many members as there are with an account, the rest village cadres."""
    rows = list(test.seats.select_related("test", "posting__cadre").order_by("number"))
    return [*(one for one in rows if one.posting_id), *(one for one in rows if one.participant_id)][:PEOPLE]


def _any(seat: Seat, at: int) -> list[Any]:
    item = seat.items[at]
    return [item.order[0]] if item.order else ["十五"]


def _device(seat: Seat) -> str:
    return f"测速-{seat.pk}"


@dataclass
class Sitter:
    """One person with a phone of their own; `at` is the second of the minute at which they press."""

    seat: Seat
    client: Client
    address: str
    at: float
    seconds: float = 0

    def hand_in(self, begun: float) -> None:
        due = begun + self.at
        time.sleep(max(0, due - time.perf_counter()))
        first = len(self.seat.paper) - LEFT
        answers = [
            {"item": at, "answer": _any(self.seat, at), "sequence": at + 1, "ago": 2}
            for at in range(first, first + LEFT)
        ]
        body = {"device": _device(self.seat), "opens": False, "answers": answers, "hand_in": True}
        answer = self.client.post_json(self.address, json.dumps(body).encode())
        self.seconds = time.perf_counter() - due
        if answer.status != 200 or not json.loads(answer.text)["done"]:
            raise RuntimeError(f"the hand-in was answered with {answer.status}: {answer.text[:300]}")


def measure(server: Server) -> Iterator[Measured]:
    test = KnowledgeTest.objects.get(title="测速")
    sitters = _with_phones(_sitters(test), server)
    took = _within_a_minute(sitters)
    members = sum(one.seat.posting_id is not None for one in sitters)
    note = (
        f"p50 {took.p50_ms}, worst {round(max(took.seconds) * 1000)}; {members} by account, {PEOPLE - members} by slip"
    )
    yield Measured("tests", f"{PEOPLE} hand in within {SECONDS} s (p95)", took.p95_ms, "ms", 300, note=note)
    lost = PEOPLE - test.seats.filter(state__in=OVER).count()
    yield Measured("tests", f"papers lost, of {PEOPLE}", lost, "papers", 0)
    expected = sum(len(one.seat.paper) for one in sitters)
    kept = SavedAnswer.objects.filter(seat__test=test, counts=True).count()
    yield Measured("tests", f"answers lost or doubled, of {expected}", abs(expected - kept), "answers", 0)


def _with_phones(rows: Sequence[Seat], server: Server) -> list[Sitter]:
    moments, accounts = Random(7), _accounts(rows)
    return [Sitter(row, *_phone(row, accounts, server), moments.uniform(0, SECONDS)) for row in rows]


def _accounts(rows: Sequence[Seat]) -> dict[int, Account]:
    """They have been in before, as most have on the day of a test."""
    people = {row.posting.cadre.person_id for row in rows if row.posting_id}
    found = Account.objects.filter(person__in=people)
    found.update(checked_at=timezone.now(), entered_at=timezone.now(), must_change_password=False)
    return {one.person_id: one for one in found}


def _phone(row: Seat, accounts: dict[int, Account], server: Server) -> tuple[Client, str]:
    client = Client(server.host, server.port)
    client.cookies["csrftoken"] = get_random_string(32)
    if row.posting_id:
        users.open_session(accounts[row.posting.cadre.person_id], client)
        return client, reverse("mobile:study.sit", args=[row.pk])
    answer = slips.let_in(HttpRequest(), HttpResponse(), row)
    client.cookies[slips.COOKIE] = answer.cookies[slips.COOKIE].value
    return client, reverse("training:sit.paper", args=[row.test.token, row.pk])


def _within_a_minute(sitters: Sequence[Sitter]) -> Took:
    """More askers than wait at once, so that nobody is held up on this side. What fails in a thread fails here."""
    line: queue.SimpleQueue[Sitter] = queue.SimpleQueue()
    for one in sorted(sitters, key=lambda one: one.at):
        line.put(one)
    failed: list[BaseException] = []
    begun = time.perf_counter()

    def ask() -> None:
        while not failed:
            try:
                line.get_nowait().hand_in(begun)
            except queue.Empty:
                return
            except BaseException as error:
                failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(ASKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return Took([one.seconds for one in sitters], time.perf_counter() - begun)
