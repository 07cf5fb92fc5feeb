"""A unit is reminded of what it owes, and says what it has done about it."""

from collections.abc import Sequence
from datetime import timedelta

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.incentives.benefits.due import Line
from zhucun.incentives.benefits.reading import missing_of, owed_in
from zhucun.incentives.benefits.rules import RECORD, REMIND
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.incentives.caring.words import sums_of
from zhucun.org.people.models import Unit
from zhucun.policy import in_force as policy


@act("benefit.remind", "提醒单位兑现保障", needs=REMIND)
def remind(unit: Unit, *, year: int, by: Actor) -> BenefitReminder:
    """What it owes that day is written down with it; one that waits already is not sent again (R-CARE-11)."""
    return _remind([Told(unit, {"year": year})], by=by)[0]


@remind.as_many
def _remind(calls: Sequence[Told], *, by: Actor) -> list[BenefitReminder]:
    counties = {(call.row.county_code, call.given["year"]) for call in calls}
    owed = {key: owed_in(key[1], by, key[0]).by_unit for key in sorted(counties)}
    open_ones = BenefitReminder.objects.open().filter(unit__in=[call.row.pk for call in calls])
    waiting = set(open_ones.values_list("unit", flat=True))
    days = policy.of(by).care.remind_days
    return insert_many(each(calls, lambda call: _reminder(call, owed, waiting, days, by)))


def _reminder(
    call: Told, owed: dict[tuple[str, int], dict[int | None, list[Line]]], waiting: set[int], days: int, by: Actor
) -> BenefitReminder:
    unit, year = call.row, call.given["year"]
    sentences = [one.sentence for one in sums_of(missing_of(owed[unit.county_code, year].get(unit.pk, [])))]
    if not sentences:
        raise Refused(f"{unit.name}现在没有应给没给的，不用提醒。")
    if unit.pk in waiting:
        raise Refused(f"{unit.name}提醒过了，还没回话；先打电话问问。")
    waiting.add(unit.pk)
    hand = call.hand(by)
    return BenefitReminder(
        county_code=unit.county_code,
        unit=unit,
        year=year,
        sentences=sentences,
        reminded_on=hand.today,
        reminded_by=hand.name,
        due_on=hand.today + timedelta(days=days),
    )


@act("benefit.answer_reminder", "回保障提醒", needs=RECORD, remote=True)
def answer(row: BenefitReminder, *, answer: str, by: Actor) -> BenefitReminder:
    """By the unit, or by the office for one that said it on the telephone."""
    if row.answered_on:
        raise Refused("已经回过了。")
    if not answer.strip():
        raise Refused("写一句办得怎么样：办了哪几样，哪样什么时候到。", field="answer")
    row.answered_on, row.answered_by, row.answer = by.today, by.name, answer.strip()
    row.save()
    return row
