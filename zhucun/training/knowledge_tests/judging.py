"""What people mark: letters of a printed paper entered, short answers read."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.training.knowledge_tests import rules
from zhucun.training.knowledge_tests.marked import judged, keys_for, settle, standing_answers, total_up
from zhucun.training.knowledge_tests.models import SavedAnswer, Seat
from zhucun.training.knowledge_tests.rules import SEAT_FLOW, HandedInBy, Way

SHEET = "paper"  # the device of what was read from a printed answer sheet


@act("seat.enter", "录入纸卷", needs=rules.HOLD)
def enter(row: Seat, *, letters: Sequence[Sequence[Any]], by: Actor) -> Seat:
    """Item by item what stands on the sheet, as the options' own positions or as text; entered again it replaces what
    was entered, and both stay readable."""
    if not row.paper:
        raise Refused("这个人还没有卷子，先出卷。")
    if row.way != Way.PAPER:
        raise Refused("这个人在手机上答，不用录。")
    if len(letters) != len(row.paper):
        raise Refused(f"这份卷子有 {len(row.paper)} 道题，录了 {len(letters)} 道。")
    _must_judge_no_one_else(row, by)
    _keep(row, letters, by)
    answers = {at: one for at, one in enumerate(letters) if one}
    row.marks = []
    SEAT_FLOW.step(row, "enter", to=settle(row, answers, keys_for([row])))
    row.handed_in_at, row.handed_in_by = row.handed_in_at or by.now, HandedInBy.ENTERED
    row.save()
    return row


def _must_judge_no_one_else(row: Seat, by: Actor) -> None:
    if row.posting_id and row.posting.cadre.person_id in by.persons:
        raise Refused("自己的卷子请别人录、别人评。", rule="R-SEC-14")


def _keep(row: Seat, letters: Sequence[Sequence[Any]], by: Actor) -> None:
    first = row.answers.filter(device=SHEET).count()
    SavedAnswer.objects.bulk_create(
        SavedAnswer(
            seat=row, item=at, answer=list(one), device=SHEET, sequence=first + at, arrived_at=by.now, counts=True
        )
        for at, one in enumerate(letters)
    )


@act("seat.judge", "评简答题", needs=rules.HOLD)
def judge(row: Seat, *, milli: Mapping[str, int], by: Actor) -> Seat:
    """Item → points given to a short answer, in thousandths."""
    _must_judge_no_one_else(row, by)
    items, marks = row.items, list(row.marks)
    for key, points in milli.items():
        at = int(key)
        if not 0 <= at < len(items) or items[at].kind != "short":
            raise Refused("只有简答题由人评。")
        if not 0 <= points <= items[at].points_milli:
            raise Refused(f"第 {at + 1} 题给 0 到 {items[at].points_milli // 1000} 分。", field=f"item_{at}")
        marks[at] = judged(items[at], points)
    row.marks = marks
    SEAT_FLOW.step(row, "judge", to=total_up(row))
    row.save()
    return row


def answers_to_judge(rows: Sequence[Seat]) -> dict[int, dict[int, str]]:
    """Seat → item → what was written, of short answers alone."""
    given = standing_answers(rows)
    found: dict[int, dict[int, str]] = {}
    for row in rows:
        for at, item in enumerate(row.items):
            said = given.get(row.pk, {}).get(at)
            if item.kind == "short" and said:
                found.setdefault(row.pk, {})[at] = str(said[0])
    return found
