"""A test is planned, its papers are drawn, it is closed or not held after all."""

from datetime import datetime
from secrets import token_hex

from django.db.models import Q

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import update_plain
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.training.knowledge_tests import rules
from zhucun.training.knowledge_tests.blueprints import KEPT_AT
from zhucun.training.knowledge_tests.drawing import (
    MILLI,
    Bank,
    Drawable,
    Line,
    Paper,
    bank_of,
    lacking,
    papers,
    points_of,
)
from zhucun.training.knowledge_tests.models import Blueprint, KnowledgeTest, Seat
from zhucun.training.knowledge_tests.pausing import is_paused
from zhucun.training.knowledge_tests.rules import TEST_FLOW, SeatState, TestState
from zhucun.training.questions.acts import mark_used
from zhucun.training.questions.models import QuestionVersion

SEED_BYTES, TOKEN_BYTES = 16, 12
MONTHS_OF_A_QUARTER = 3


@act("test.plan", "定一场知识测验", needs=rules.HOLD, remote=True)
def plan(
    place: Place,
    *,
    title: str,
    blueprint: Blueprint,
    opens_at: datetime,
    closes_at: datetime,
    minutes: int,
    reason: str = "",
    by: Actor,
) -> KnowledgeTest:
    """With the numbers of the day: what changes later changes nothing about a test that was planned, unless
    its holder takes the changed blueprint (R-TRN-05)."""
    if place.kind not in KEPT_AT:
        raise Refused("测验由县里或者乡镇办。")
    if not title.strip():
        raise Refused("写个名称。", field="title")
    numbers = policy.of(by).testing
    rules.must_be_a_window(opens_at, closes_at, minutes)
    rules.must_not_be_too_often(held_in_quarter(place.code, opens_at), numbers.per_quarter, reason)
    row = KnowledgeTest(
        place_code=place.code,
        title=title.strip(),
        blueprint=blueprint,
        lines=blueprint.lines,
        full_milli=points_of(blueprint.all_lines) * MILLI,
        opens_at=opens_at,
        closes_at=closes_at,
        minutes=minutes,
        bands=[{"label": one.label, "least": one.least} for one in numbers.bands],
        partial=numbers.partial,
        retakes=numbers.retakes,
        grace=numbers.grace_minutes,
        reason=reason.strip(),
        seed=token_hex(SEED_BYTES),
        token=token_hex(TOKEN_BYTES),
        planned_by=by.name,
    )
    row.save()
    return row


def held_in_quarter(code: str, day: datetime) -> int:
    """Tests of the quarter that people of the place were to sit: its own, those above and below it (R-TRN-06)."""
    first = day.replace(month=(day.month - 1) // MONTHS_OF_A_QUARTER * MONTHS_OF_A_QUARTER + 1, day=1, hour=0, minute=0)
    month = first.month + MONTHS_OF_A_QUARTER
    beyond = first.replace(year=first.year + (month > 12), month=(month - 1) % 12 + 1)
    above = Q(place_code__in=[code[:digits] for digits in (6, 9) if digits < len(code)])
    held = KnowledgeTest.objects.standing().filter(above | within_prefixes("place_code", [code]))
    return held.filter(opens_at__gte=first, opens_at__lt=beyond).count()


@act("test.draw", "出卷", needs=rules.HOLD, remote=True)
def draw(row: KnowledgeTest, *, by: Actor) -> KnowledgeTest:
    """A paper for everybody who has none yet; a paper once made is never drawn again."""
    _must_not_be_paused(row, by)
    empty = list(row.seats.filter(state=SeatState.WAITING, paper=[]).order_by("number"))
    if not empty:
        raise Refused("没有等着出卷的人。先定谁参加。")
    deal(empty, row, by=by)
    TEST_FLOW.step(row, "draw")
    row.save()
    return row


@act("test.follow_blueprint", "按改过的组卷要求出卷", needs=rules.HOLD, remote=True)
def follow_blueprint(row: KnowledgeTest, *, by: Actor) -> KnowledgeTest:
    """While nobody has a paper; afterwards all papers stay as hard as the first."""
    if row.state != TestState.PLANNED:
        raise Refused("卷子已经出了，题数和分数不再变。")
    if row.blueprint is None or row.lines == row.blueprint.lines:
        raise Refused("组卷要求没有改过。")
    row.lines, row.full_milli = row.blueprint.lines, points_of(row.blueprint.all_lines) * MILLI
    row.save()
    return row


def lacking_for(row: KnowledgeTest) -> list[tuple[Line, int]]:
    """Lines of the test of which the bank has too few."""
    return lacking(row.all_lines, bank_for(row))


def _must_not_be_paused(row: KnowledgeTest, by: Actor) -> None:
    if is_paused(row.place_code, by.today):
        raise Refused("这里正在应急值守，测验停下，值守结束再办。", rule="R-ATT-16")


def deal(seats: list[Seat], row: KnowledgeTest, *, by: Actor) -> None:
    """Writes the papers, and freezes the versions they are made of."""
    bank = bank_for(row)
    rules.must_be_enough(lacking(row.all_lines, bank))
    made = papers(row.all_lines, bank, seats=len(seats), seed=f"{row.seed}/{seats[0].number}")
    for seat, paper in zip(seats, made, strict=True):
        seat.paper = [item.plain() for item in paper]
        seat.version += 1
    update_plain(seats, ["paper", "version"])
    mark_used(QuestionVersion.objects.filter(pk__in=_used(made)), by=by)


def _used(made: list[Paper]) -> set[int]:
    return {item.version for paper in made for item in paper}


def bank_for(row: KnowledgeTest) -> Bank:
    return bank_at(row.place_code, row.all_lines)


def bank_at(code: str, lines: list[Line]) -> Bank:
    """What a place may ask: its own questions and the county's, of the topics wanted."""
    found = QuestionVersion.objects.current().filter(
        question__state="ready", question__place_code__in={code, code[:6]}, question__topic__in={x.topic for x in lines}
    )
    columns = ("pk", "question__topic", "kind", "question__difficulty", "options")
    rows = found.values_list(*columns)
    return bank_of([Drawable(pk, topic, kind, hard, len(options)) for pk, topic, kind, hard, options in rows])


@act("test.close", "了结知识测验", needs=rules.HOLD, remote=True)
def close(row: KnowledgeTest, *, by: Actor) -> KnowledgeTest:
    """Once nobody can sit it any more and every paper was judged."""
    if row.seats.filter(state=SeatState.SITTING).exists():
        raise Refused("还有人在答，等时间到了再了结。")
    if row.seats.filter(state=SeatState.HANDED_IN).exists():
        raise Refused("还有简答题没评，评完再了结。")
    if by.now < row.closes_at:
        raise Refused("还没到结束的时间。")
    row.seats.filter(state=SeatState.WAITING).update(state=SeatState.ABSENT)
    TEST_FLOW.step(row, "close")
    _end(row, by)
    return row


@act("test.cancel", "不办这场测验", needs=rules.HOLD, remote=True)
def cancel(row: KnowledgeTest, *, reason: str, by: Actor) -> KnowledgeTest:
    if not reason.strip():
        raise Refused("写一句为什么不办。", field="reason")
    if row.seats.exclude(state__in=[SeatState.WAITING, SeatState.ABSENT]).exists():
        raise Refused("已经有人答了，不能撤。到时间以后了结。")
    TEST_FLOW.step(row, "cancel")
    row.ended_because = reason.strip().rstrip("。")
    _end(row, by)
    return row


def _end(row: KnowledgeTest, by: Actor) -> None:
    row.ended_by, row.ended_on = by.name, by.today
    row.save()
