"""Somebody begins, answers, hands in. To begin and to hand in are acts; an answer is a row of its own that is never
rewritten and says when it came and from which phone, so it needs no line of the log beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.db import transaction

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.training.knowledge_tests import marking, rules, timing
from zhucun.training.knowledge_tests.drawing import Item
from zhucun.training.knowledge_tests.marked import keys_for, settle, standing_answers
from zhucun.training.knowledge_tests.models import SavedAnswer, Seat
from zhucun.training.knowledge_tests.pausing import is_paused
from zhucun.training.knowledge_tests.rules import SEAT_FLOW, HandedInBy, SeatState, TestState, Way
from zhucun.training.knowledge_tests.timing import Counting

LONGEST_TEXT, MOST_AT_ONCE, LONGEST_DEVICE = 2_000, 400, 40
MOST_SECONDS = 7 * 24 * 3600
LATE, HANDED_IN = "时间到了以后才答的，留着，不计分。", "卷子交了以后才答的，留着，不计分。"
ELSEWHERE = "这份卷子在另一部手机上接着答了。这里答的都留着，那边没答的题照这里的算。"


@act("seat.start", "开始答题", needs=rules.SIT)
def start(row: Seat, *, by: Actor) -> Seat:
    """The clock runs from here, by the server's time (R-TRN-05)."""
    if row.test.state not in (TestState.READY, TestState.CLOSED) or not row.paper:
        raise Refused("卷子还没有出好，等办测验的人出卷。")
    if row.way != Way.ONLINE:
        raise Refused("你的卷子是纸上答的。要在手机上答，请办测验的人换一下。")
    if is_paused(row.place_code, by.today):
        raise Refused("这里正在应急值守，测验停下，值守结束再考。", rule="R-ATT-16")
    rules.must_be_open(by.now, row.opens_at, row.closes_at)
    SEAT_FLOW.step(row, "start")
    row.started_at = by.now
    row.ends_at = timing.deadline(by.now, minutes=row.test.minutes, closes_at=row.closes_at)
    row.collected_at = row.ends_at + timedelta(minutes=row.test.grace)
    row.save()
    return row


@dataclass(frozen=True)
class Answer:
    """As a phone sends it: `ago` in seconds by its running clock, `sequence` its own count."""

    item: int
    answer: Sequence[Any]
    sequence: int
    ago: int = 0


class Device(Enum):
    """What a phone is told about itself."""

    HERE = "here"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Saved:
    """`kept` are the sequences that need not be sent again."""

    seat: Seat
    kept: tuple[int, ...]
    device: Device
    refused: str = ""

    @property
    def sentence(self) -> str:
        return ELSEWHERE if self.device is Device.ELSEWHERE else self.refused


def save(row: Seat, answers: Sequence[Answer], *, device: str, opens: bool = False, now: datetime) -> Saved:
    """Everything that comes is kept once, however often it is sent. `opens`: the page was opened on this phone just
    now, which takes the paper over; of the other phone only what fills a blank counts from then on."""
    with transaction.atomic():
        seat = Seat.objects.select_for_update(of=("self",)).select_related("test").get(pk=row.pk)
        _must_have_begun(seat)
        sound = _sound(answers, seat.items)
        device = device[:LONGEST_DEVICE]
        is_here = _takes_over(seat, device, opens, now)
        made = _rows(seat, sound, device, is_here, now)
        SavedAnswer.objects.bulk_create(made, ignore_conflicts=True)
    refused = _why_not(seat) if any(not one.counts for one in made) and is_here else ""
    where = Device.HERE if is_here else Device.ELSEWHERE
    return Saved(seat, tuple(one.sequence for one in answers), where, refused)


def _why_not(seat: Seat) -> str:
    return LATE if seat.state == SeatState.SITTING or seat.handed_in_by == HandedInBy.TIME else HANDED_IN


def _must_have_begun(seat: Seat) -> None:
    if seat.started_at is None:
        raise Refused("还没有开始。先按“开始答题”。")


def _takes_over(seat: Seat, device: str, opens: bool, now: datetime) -> bool:
    """Whether the paper is on this phone."""
    if seat.device == device:
        return True
    if seat.device and not opens:
        return False
    if seat.state == SeatState.SITTING:
        seat.device = device
        seat.save()
    return True


def _rows(seat: Seat, answers: Sequence[Answer], device: str, is_here: bool, now: datetime) -> list[SavedAnswer]:
    filled = set() if is_here else set(standing_answers([seat]).get(seat.pk, {}))
    rows = []
    for one in answers:
        becomes = _becomes(seat, one.ago, now)
        counts = becomes is not Counting.REFUSED and one.item not in filled
        rows.append(
            SavedAnswer(
                seat=seat,
                item=one.item,
                answer=list(one.answer),
                device=device,
                sequence=one.sequence,
                arrived_at=now,
                seconds_ago=min(max(one.ago, 0), MOST_SECONDS),
                counts=counts,
                is_late=becomes is not Counting.IN_TIME,
            )
        )
    return rows


def _becomes(seat: Seat, ago: int, now: datetime) -> Counting:
    if seat.state != SeatState.SITTING:
        return Counting.REFUSED
    times = {"started_at": seat.started_at, "ends_at": seat.ends_at, "grace": seat.test.grace}
    return timing.counting(now, ago, **times)


def _sound(answers: Sequence[Answer], items: Sequence[Item]) -> list[Answer]:
    """What no page of ours sends is refused whole."""
    if len(answers) > MOST_AT_ONCE:
        raise Refused("一次送来的太多了，刷新页面再送。")
    if not all(_fits(one, items) for one in answers):
        raise Refused("卷子上没有这个选项。刷新页面再答。")
    return list(answers)


def _fits(one: Answer, items: Sequence[Item]) -> bool:
    if not 0 <= one.item < len(items) or not 0 <= one.sequence < 2**31:
        return False
    item = items[one.item]
    if item.kind in marking.CHOSEN:
        is_one = item.kind == "multiple" or len(one.answer) <= 1
        return is_one and all(isinstance(at, int) and at in item.order for at in one.answer)
    return len(one.answer) <= 20 and all(isinstance(text, str) and _is_text(text) for text in one.answer)


def _is_text(text: str) -> bool:
    """As every database keeps it: no NUL, no half of a character."""
    return len(text) <= LONGEST_TEXT and "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text)


@act("seat.hand_in", "交卷", needs=rules.SIT)
def hand_in(row: Seat, *, how: str = HandedInBy.SELF, by: Actor) -> Seat:
    """Marked at once; where a short answer is among them somebody reads it first."""
    answers = standing_answers([row]).get(row.pk, {})
    collected(row, answers, keys_for([row]), how=how, at=min(by.now, row.ends_at or by.now))
    row.save()
    return row


def collected(row: Seat, answers: Mapping[int, Any], keys: Mapping[int, Any], *, how: str, at: datetime) -> None:
    """A paper as it lies there is taken in and marked; unsaved."""
    SEAT_FLOW.step(row, "hand_in", to=settle(row, answers, keys))
    row.handed_in_at, row.handed_in_by = at, how


def collect_due(rows: Iterable[Seat], *, by: Actor) -> int:
    """Whose time is over, grace included: what they answered is handed in for them."""
    done = 0
    for row in rows:
        hand_in(row, how=HandedInBy.TIME, by=by)
        done += 1
    return done
