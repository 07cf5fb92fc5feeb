"""A matter is registered, at the desk or by a work record; done, rated, taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.lib.private_numbers import without_numbers
from zhucun.org.places.models import Household, Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones import plain_text
from zhucun.six_ones.matters import rules, writing
from zhucun.six_ones.matters.models import MatterStep, UrgentMatter
from zhucun.six_ones.matters.rules import FLOW, Duty, Owner, Raised, Rating, State, Step

SAY_WHAT = "写一句是什么事，一句就够。"
FOUND = ("state", "done_on", "result", "rating", "recheck_on")


@act("matter.register", "登记一件实事", needs=rules.KEEP, remote=True, undo="matter.withdraw")
def register(
    place: Place,
    *,
    text: str,
    raised_on: date,
    field: str = rules.OTHER,
    raised_how: str = Raised.VISIT,
    duty: str = Duty.SERVICE,
    household: Household | None = None,
    promised_on: date | None = None,
    done_on: date | None = None,
    result: str = "",
    rating: str = "",
    by: Actor,
) -> UrgentMatter:
    """At the desk, with no record of its own; one that was done at once is told with `done_on`."""
    told = {k: v for k, v in locals().items() if k not in ("by", "place")}
    return _register([Told(place, told)], by=by)[0]


@register.as_many
def _register(calls: Sequence[Told], *, by: Actor) -> list[UrgentMatter]:
    teams = writing.teams_of([call.row for call in calls], by.today)
    fields = _fields(by)
    rows = each(calls, lambda call: _registered(call, teams.get(call.row.pk), fields, call.hand(by)))
    return _kept(rows, [call.hand(by) for call in calls], by)


def _registered(call: Told, team: int | None, fields: set[str], by: Actor) -> UrgentMatter:
    place, given = call.row, call.given
    if place.kind not in SERVED:
        raise Refused("实事登记在村、社区、安置点。", field="place")
    reach = by.scope(rules.KEEP)
    if not (reach.covers_place(place.code) or team in reach.team):
        raise OutOfReach()
    home = given["household"]
    if home is not None and home.village_id != place.pk:
        raise Refused(f"{home.head_name}家不在{place.name}。", field="household")
    told = {name: given[name] for name in ("raised_how", "duty", "rating")}
    _must_be_among(told, fields, given["field"])
    rules.must_have_been_raised(given["raised_on"], by.today)
    rules.must_be_ahead(given["promised_on"], given["raised_on"])
    row = UrgentMatter(
        place=place,
        place_code=place.code,
        team_id=team,
        household=home,
        text=plain_text.said(given["text"], SAY_WHAT),
        field=given["field"],
        raised_on=given["raised_on"],
        promised_on=given["promised_on"],
        registered_by=by.name,
        **told,
    )
    if given["done_on"] is not None:
        rules.must_follow(given["done_on"], row.raised_on, by.today)
        row.state, row.done_on = State.DONE, given["done_on"]
        row.result = plain_text.without_private(given["result"], field="result")
    return row


def _must_be_among(told: dict[str, str], fields: set[str], field: str) -> None:
    choices = {"raised_how": Raised.values, "duty": Duty.values, "rating": ["", *Rating.values]}
    for name, value in told.items():
        if value not in choices[name]:
            raise Refused("在列出来的里面选一个。", field=name)
    if field not in fields:
        raise Refused("没有这个方面。在列出来的里面选一个。", field="field")


def _fields(by: Actor) -> set[str]:
    return {one.key for one in policy.of(by).matters.fields}


@act("matter.open", "一笔做实事开出一件", needs=WRITE)
def open_from(
    record: WorkRecord,
    *,
    field: str = rules.OTHER,
    duty: str = Duty.SERVICE,
    promised_on: date | None = None,
    household: Household | None = None,
    heard: str = "",
    by: Actor,
) -> UrgentMatter:
    """One entry, many ledgers: without a promised day it was done that very day (journey J9). What was `heard` on a
    visit is still to be done, and is said in its own words."""
    told = {k: v for k, v in locals().items() if k not in ("by", "record")}
    return _open_from([Told(record, told)], by=by)[0]


@open_from.as_many
def _open_from(calls: Sequence[Told], *, by: Actor) -> list[UrgentMatter]:
    fields = _fields(by)
    return _kept(each(calls, lambda call: _opened(call, fields)), [by for _ in calls], by)


def _opened(call: Told, fields: set[str]) -> UrgentMatter:
    record, given = call.row, call.given
    _must_be_among({"duty": given["duty"]}, fields, given["field"])
    rules.must_be_ahead(given["promised_on"], record.happened_on)
    is_done = given["promised_on"] is None and not given["heard"]
    return UrgentMatter(
        place_id=record.place_id,
        place_code=record.place_code,
        team_id=record.team_id,
        household=given["household"],
        record=record,
        text=without_numbers(given["heard"] or record.text),
        field=given["field"],
        duty=given["duty"],
        raised_on=record.happened_on,
        promised_on=given["promised_on"],
        state=State.DONE if is_done else State.OPEN,
        done_on=record.happened_on if is_done else None,
        registered_by=record.written_by,
    )


def _kept(rows: list[UrgentMatter], hands: Sequence[Actor], by: Actor) -> list[UrgentMatter]:
    """With their first steps; those done have their day of rechecking, which hangs on the number they get."""
    insert_many(rows)
    numbers = policy.of(by).matters
    due = [row for row in rows if falls_due(row, numbers)]
    if due:
        UrgentMatter.objects.bulk_update(due, ["recheck_on"])  # no new version: nobody has seen it without
    writing.write_steps(step for row, hand in zip(rows, hands, strict=True) for step in _first_steps(row, hand))
    return rows


def falls_due(row: UrgentMatter, numbers: Any) -> bool:
    """By the day on which it was done, also where that day was corrected."""
    if row.done_on is not None:
        row.recheck_on = rules.recheck_day(row.pk, row.done_on, numbers.recheck_days, numbers.recheck_every)
    return row.recheck_on is not None


def _first_steps(row: UrgentMatter, by: Actor) -> list[MatterStep]:
    raised = writing.step_of(row, Step.RAISED, row.raised_on, by)
    steps = [raised]
    if row.state == State.DONE:
        steps.append(writing.step_of(row, Step.DONE, row.done_on, by, text=row.result))
    if row.record_id is not None:
        for one in steps:
            one.done_by, one.done_by_person, one.written_at = row.registered_by, None, row.record.written_at
    return steps


@act("matter.finish", "办结一件实事", needs=rules.KEEP, remote=True, undo="matter.reopen", flow=FLOW)
def finish(matter: UrgentMatter, *, on: date, result: str = "", rating: str = "", by: Actor) -> UrgentMatter:
    """By whoever has it in hand; what the household thinks of it may be told and need not."""
    return _finish([Told(matter, {"on": on, "result": result, "rating": rating})], by=by)[0]


@finish.as_many
def _finish(calls: Sequence[Told], *, by: Actor) -> list[UrgentMatter]:
    numbers = policy.of(by).matters
    rows = each(calls, lambda call: _finished(call, numbers, call.hand(by)))
    update_many(rows, FOUND)
    writing.write_steps(
        writing.step_of(row, Step.DONE, row.done_on, call.hand(by), text=row.result)
        for row, call in zip(rows, calls, strict=True)
    )
    return rows


def _finished(call: Told, numbers: Any, by: Actor) -> UrgentMatter:
    matter, given = call.row, call.given
    writing.must_have_it_in_hand(matter, by)
    FLOW.must_allow(matter, "finish")
    rules.must_follow(given["on"], matter.raised_on, by.today)
    if given["rating"] not in ("", *Rating.values):
        raise Refused("在列出来的里面选一个。", field="rating")
    FLOW.step(matter, "finish")
    matter.done_on, matter.rating = given["on"], given["rating"]
    matter.result = plain_text.without_private(given["result"], field="result")
    falls_due(matter, numbers)
    return matter


@act("matter.reopen", "实事重新办", needs=rules.KEEP, remote=True)
def reopen(matter: UrgentMatter, *, reason: str = "", by: Actor) -> UrgentMatter:
    """It was not done after all, or it can be done now; what was said of it stays among the steps."""
    if not writing.is_at_home(matter, by):
        writing.must_have_it_in_hand(matter, by)
    FLOW.step(matter, "reopen", to=State.OPEN if matter.owner == Owner.TEAM else State.HANDED_UP)
    matter.done_on, matter.result, matter.rating, matter.recheck_on = None, "", "", None
    matter.save()
    reason = plain_text.without_private(reason, field="reason")
    writing.write_steps([writing.step_of(matter, Step.REOPENED, by.today, by, text=reason)])
    return matter


@act("matter.rate", "记群众评价", needs=rules.KEEP, remote=True)
def rate(matter: UrgentMatter, *, rating: str, by: Actor) -> UrgentMatter:
    writing.must_be_at_home(matter, by)
    if matter.state != State.DONE:
        raise Refused("还没办结。办结了再记评价。")
    if rating not in Rating.values:
        raise Refused("在列出来的里面选一个。", field="rating")
    matter.rating = rating
    matter.save()
    writing.write_steps([writing.step_of(matter, Step.RATED, by.today, by, text=matter.get_rating_display())])
    return matter


@act("matter.withdraw", "撤回一件实事", needs=rules.KEEP, remote=True, undo="matter.restore")
def withdraw(matter: UrgentMatter, *, reason: str = "", by: Actor) -> UrgentMatter:
    """One that was registered by mistake. What a record opened goes with the record."""
    writing.must_be_at_home(matter, by)
    if matter.record_id is not None:
        raise Refused("这件事是从一笔记录来的。记错了，撤回那一笔。")
    return take_back(matter, reason, by)


def take_back(matter: UrgentMatter, reason: str, by: Actor) -> UrgentMatter:
    FLOW.step(matter, "withdraw")
    matter.save()
    reason = plain_text.without_private(reason, field="reason")
    writing.write_steps([writing.step_of(matter, Step.WITHDRAWN, by.today, by, text=reason)])
    return matter


@act("matter.restore", "恢复撤回的实事", needs=rules.KEEP)
def restore(matter: UrgentMatter, *, by: Actor) -> UrgentMatter:
    writing.must_be_at_home(matter, by)
    if matter.record_id is not None:
        raise Refused("这件事是从一笔记录来的。恢复那一笔，它就回来。")
    return bring_back(matter, by)


def bring_back(matter: UrgentMatter, by: Actor) -> UrgentMatter:
    FLOW.step(matter, "restore", to=_as_before(matter))
    matter.save()
    writing.write_steps([writing.step_of(matter, Step.RESTORED, by.today, by)])
    return matter


def _as_before(matter: UrgentMatter) -> State:
    if matter.done_on is not None:
        return State.DONE
    if matter.result:
        return State.CANNOT
    return State.OPEN if matter.owner == Owner.TEAM else State.HANDED_UP


@act("matter.correct", "改实事的登记", needs=rules.KEEP, remote=True)
def correct(
    matter: UrgentMatter,
    *,
    text: str,
    field: str,
    duty: str,
    raised_how: str,
    raised_on: date,
    by: Actor,
) -> UrgentMatter:
    """What was registered; a matter of a record takes its words and its day from there."""
    writing.must_be_at_home(matter, by)
    if matter.state == State.WITHDRAWN:
        raise Refused("这件事已经撤回，不能再改。")
    if matter.record_id is not None and (text.strip() != matter.text or raised_on != matter.raised_on):
        raise Refused("这件事是从一笔记录来的。什么事、哪天，到那一笔里改。", field="text")
    _must_be_among({"duty": duty, "raised_how": raised_how}, _fields(by) | {matter.field}, field)
    rules.must_have_been_raised(raised_on, by.today)
    if matter.done_on is not None:
        rules.must_follow(matter.done_on, raised_on, by.today)
    rules.must_be_ahead(matter.promised_on, raised_on)
    matter.text = plain_text.said(text, SAY_WHAT)
    matter.field, matter.duty, matter.raised_how, matter.raised_on = field, duty, raised_how, raised_on
    matter.save()
    writing.write_steps([writing.step_of(matter, Step.CHANGED, by.today, by)])
    return matter
