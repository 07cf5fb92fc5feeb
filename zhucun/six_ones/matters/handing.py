"""A matter goes beyond the village and comes back, is promised for a day, goes a step on, or cannot be done."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.org.people.models import Unit
from zhucun.six_ones import plain_text
from zhucun.six_ones.matters import rules, writing
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import FLOW, UNDER_WAY, Owner, Step

COUNTY_DIGITS = 6


@act("matter.hand_up", "把实事交上去", needs=rules.KEEP, remote=True, flow=FLOW)
def hand_up(matter: UrgentMatter, *, reason: str, unit: Unit | None = None, by: Actor) -> UrgentMatter:
    """To the township, or to the department that is told; the township hands on what is beyond itself."""
    return _hand_up([Told(matter, {"reason": reason, "unit": unit})], by=by)[0]


@hand_up.as_many
def _hand_up(calls: Sequence[Told], *, by: Actor) -> list[UrgentMatter]:
    rows = each(calls, lambda call: _handed_up(call, call.hand(by)))
    update_many(rows, ["state", "owner", "unit"])
    writing.write_steps(
        writing.step_of(
            row, Step.HANDED_UP, hand.today, hand, text=call.given["reason"].strip(), to_whom=row.owner_name
        )
        for row, call in zip(rows, calls, strict=True)
        for hand in [call.hand(by)]
    )
    return rows


def _handed_up(call: Told, by: Actor) -> UrgentMatter:
    matter, unit = call.row, call.given["unit"]
    writing.must_have_it_in_hand(matter, by)
    plain_text.said(call.given["reason"], "写一句为什么村里办不了、要上面做什么。", field="reason")
    if unit is None and matter.owner == Owner.TOWNSHIP:
        raise Refused("这件事已经在乡镇。要再往上交，选交给哪个部门。", field="unit")
    if unit is not None and unit.county_code != matter.place_code[:COUNTY_DIGITS]:
        raise Refused(f"{unit.name}不是本县的单位。", field="unit")
    FLOW.step(matter, "hand_up")
    matter.owner = Owner.TOWNSHIP if unit is None else Owner.UNIT
    matter.unit = unit
    return matter


@act("matter.hand_back", "把实事交回村里", needs=rules.KEEP, remote=True, flow=FLOW)
def hand_back(matter: UrgentMatter, *, reason: str, by: Actor) -> UrgentMatter:
    """With what was done or what is still to do; also by the team that handed it up and can do it after all."""
    if not writing.is_at_home(matter, by):
        writing.must_have_it_in_hand(matter, by)
    reason = plain_text.said(reason, "写一句上面办了什么、村里接着办什么。", field="reason")
    FLOW.step(matter, "hand_back")
    matter.owner, matter.unit = Owner.TEAM, None
    matter.save()
    to_whom = matter.owner_name
    writing.write_steps([writing.step_of(matter, Step.HANDED_BACK, by.today, by, text=reason, to_whom=to_whom)])
    return matter


@act("matter.cannot", "说明实事办不成", needs=rules.KEEP, remote=True, undo="matter.reopen", flow=FLOW)
def cannot(matter: UrgentMatter, *, reason: str, by: Actor) -> UrgentMatter:
    """R-TASK-04: told to whoever asked, with the reason."""
    return _cannot([Told(matter, {"reason": reason})], by=by)[0]


@cannot.as_many
def _cannot(calls: Sequence[Told], *, by: Actor) -> list[UrgentMatter]:
    def told(call: Told) -> UrgentMatter:
        matter = call.row
        writing.must_have_it_in_hand(matter, call.hand(by))
        matter.result = plain_text.said(call.given["reason"], "写一句为什么办不成，照这样告诉群众。", field="reason")
        FLOW.step(matter, "cannot")
        return matter

    rows = each(calls, told)
    update_many(rows, ["state", "result"])
    writing.write_steps(
        writing.step_of(row, Step.CANNOT, call.hand(by).today, call.hand(by), text=row.result)
        for row, call in zip(rows, calls, strict=True)
    )
    return rows


@act("matter.promise", "答应实事哪天办好", needs=rules.KEEP, remote=True)
def promise(matter: UrgentMatter, *, promised_on: date, reason: str = "", by: Actor) -> UrgentMatter:
    """The first time just a day; moved with the reason, which is what the household is told."""
    writing.must_have_it_in_hand(matter, by)
    _must_be_under_way(matter)
    if promised_on < by.today:
        raise Refused("答应的日子不在今天以前。", field="promised_on")
    reason = plain_text.without_private(reason, field="reason")
    if matter.promised_on is not None and not reason:
        raise Refused(f"原来答应 {matter.promised_on:%Y-%m-%d}。改日子写一句为什么。", field="reason")
    matter.promised_on = promised_on
    matter.save()
    said = f"{promised_on:%Y-%m-%d}前办好{'，' if reason else ''}{reason}"
    writing.write_steps([writing.step_of(matter, Step.PROMISED, by.today, by, text=said)])
    return matter


@act("matter.work", "记实事办了一步", needs=rules.KEEP, remote=True)
def work(matter: UrgentMatter, *, text: str, on: date | None = None, by: Actor) -> UrgentMatter:
    writing.must_have_it_in_hand(matter, by)
    _must_be_under_way(matter)
    day = on or by.today
    rules.must_follow(day, matter.raised_on, by.today)
    text = plain_text.said(text, "写一句办了什么。")
    writing.write_steps([writing.step_of(matter, Step.WORKED, day, by, text=text)])
    return matter


def _must_be_under_way(matter: UrgentMatter) -> None:
    if matter.state not in UNDER_WAY:
        raise Refused(f"现在是“{matter.get_state_display()}”，这一步不用办了。")
