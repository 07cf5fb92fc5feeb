"""A clue is reported, at the desk or by a restricted record; the township ticks that it stands in the national system,
or says why it need not. Nobody approves anything here (R-MON-07)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import Household, Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones.monitoring import plain_words, rules
from zhucun.six_ones.monitoring.models import MonitoringClue
from zhucun.six_ones.monitoring.rules import FLOW, Source, State

SAY_WHAT = "写一句家里出了什么事，一句就够。"
SAY_WHY = "写一句为什么不需录入，报的人要看得到。"


@act("clue.report", "报一条监测线索", needs=rules.REPORT, remote=True, undo="clue.withdraw")
def report(
    place: Place,
    *,
    text: str,
    reported_on: date,
    source: str = Source.VISIT,
    household: Household | None = None,
    by: Actor,
) -> MonitoringClue:
    """R-MON-02. At the desk, with no record of its own."""
    told = {"text": text, "reported_on": reported_on, "source": source, "household": household}
    return _report([Told(place, told)], by=by)[0]


@report.as_many
def _report(calls: Sequence[Told], *, by: Actor) -> list[MonitoringClue]:
    days = policy.of(by).monitoring.identify_days
    served = TeamPlace.objects.as_of(by.today).filter(place__in={call.row.pk for call in calls})
    teams = dict(served.order_by("is_main", "-pk").values_list("place", "team"))
    return insert_many(each(calls, lambda call: _reported(call, teams.get(call.row.pk), days, call.hand(by))))


def _reported(call: Told, team: int | None, days: int, by: Actor) -> MonitoringClue:
    place, given = call.row, call.given
    reach, home = by.scope(rules.REPORT), given["household"]
    if not (reach.covers_place(place.code) or team in reach.team):
        raise OutOfReach()
    if place.kind not in SERVED:
        raise Refused("线索报在村、社区、安置点。", field="place")
    if home is not None and home.village_id != place.pk:
        raise Refused(f"{home.head_name}家不在{place.name}。", field="household")
    rules.must_have_been_found(given["reported_on"], by.today)
    return MonitoringClue(
        place=place,
        place_code=place.code,
        team_id=team,
        household=home,
        source=_source(given["source"]),
        text=plain_words.said(given["text"], SAY_WHAT),
        reported_on=given["reported_on"],
        reported_by=by.name,
        identify_by=given["reported_on"] + timedelta(days=days),
    )


def _source(told: str) -> str:
    if told not in Source.values:
        raise Refused("选是怎么发现的。", field="source")
    return told


@act("clue.open", "一笔记录报出线索", needs=WRITE)
def open_from(
    record: WorkRecord, *, source: str = Source.VISIT, household: Household | None = None, by: Actor
) -> MonitoringClue:
    """By a member from the phone, restricted as the record is."""
    return _open_from([Told(record, {"source": source, "household": household})], by=by)[0]


@open_from.as_many
def _open_from(calls: Sequence[Told], *, by: Actor) -> list[MonitoringClue]:
    days = policy.of(by).monitoring.identify_days
    return insert_many(each(calls, lambda call: _opened(call, days)))


def _opened(call: Told, days: int) -> MonitoringClue:
    record, given = call.row, call.given
    return MonitoringClue(
        place_id=record.place_id,
        place_code=record.place_code,
        team_id=record.team_id,
        household=given["household"],
        record=record,
        source=_source(given["source"]),
        text=plain_words.said(record.text, SAY_WHAT),
        reported_on=record.happened_on,
        reported_by=record.written_by,
        identify_by=record.happened_on + timedelta(days=days),
    )


def must_answer(clue: MonitoringClue, by: Actor) -> None:
    if not by.scope(rules.ANSWER).covers_place(clue.place_code):
        raise OutOfReach()


@act("clue.enter", "已录入国家系统", needs=rules.ANSWER, remote=True, undo="clue.reopen", flow=FLOW)
def enter(clue: MonitoringClue, *, on: date, by: Actor) -> MonitoringClue:
    """The township's only act. What becomes of it is decided in the national system (R-MON-07)."""
    return _enter([Told(clue, {"on": on})], by=by)[0]


@enter.as_many
def _enter(calls: Sequence[Told], *, by: Actor) -> list[MonitoringClue]:
    def entered(call: Told) -> MonitoringClue:
        clue, hand = call.row, call.hand(by)
        must_answer(clue, hand)
        FLOW.must_allow(clue, "enter")
        rules.must_follow(call.given["on"], clue.reported_on, by.today)
        FLOW.step(clue, "enter")
        clue.answered_on, clue.answered_by = call.given["on"], hand.name
        return clue

    rows = each(calls, entered)
    update_many(rows, ["state", "answered_on", "answered_by"])
    return rows


@act("clue.not_needed", "线索不需录入", needs=rules.ANSWER, remote=True, undo="clue.reopen", flow=FLOW)
def not_needed(clue: MonitoringClue, *, reason: str, on: date | None = None, by: Actor) -> MonitoringClue:
    """With the reason, which whoever reported it reads."""
    must_answer(clue, by)
    day = on or by.today
    rules.must_follow(day, clue.reported_on, by.today)
    reason = plain_words.said(reason, SAY_WHY, field="reason")
    FLOW.step(clue, "not_needed")
    clue.answered_on, clue.answered_by, clue.reason = day, by.name, reason
    clue.save()
    return clue


@act("clue.reopen", "线索重新处理", needs=rules.ANSWER, remote=True)
def reopen(clue: MonitoringClue, *, by: Actor) -> MonitoringClue:
    must_answer(clue, by)
    if clue.result:
        raise Refused("国家系统的表已经说到这条线索了，不用再处理。")
    FLOW.step(clue, "reopen")
    clue.answered_on, clue.answered_by, clue.reason = None, "", ""
    clue.save()
    return clue


@act("clue.withdraw", "撤回一条线索", needs=rules.REPORT, remote=True, undo="clue.restore")
def withdraw(clue: MonitoringClue, *, reason: str = "", by: Actor) -> MonitoringClue:
    """One reported by mistake, while it is with the township. What a record opened goes with the record."""
    must_be_at_home(clue, by)
    if clue.record_id is not None:
        raise Refused("这条线索是从一笔记录来的。记错了，撤回那一笔。")
    return take_back(clue)


def must_be_at_home(clue: MonitoringClue, by: Actor) -> None:
    reach = by.scope(rules.REPORT)
    if not (clue.team_id in reach.team or reach.covers_place(clue.place_code)):
        raise OutOfReach()


def take_back(clue: MonitoringClue) -> MonitoringClue:
    FLOW.step(clue, "withdraw")
    clue.save()
    return clue


@act("clue.restore", "恢复撤回的线索", needs=rules.REPORT)
def restore(clue: MonitoringClue, *, by: Actor) -> MonitoringClue:
    must_be_at_home(clue, by)
    if clue.record_id is not None:
        raise Refused("这条线索是从一笔记录来的。恢复那一笔，它就回来。")
    return bring_back(clue)


def bring_back(clue: MonitoringClue) -> MonitoringClue:
    FLOW.step(clue, "restore")
    clue.save()
    return clue


@act("clue.settle", "国家系统的表说到了线索", needs=rules.IMPORT)
def settle(clue: MonitoringClue, *, result: str, monitored: Any = None, by: Actor) -> MonitoringClue:
    """What was entered is in the sheet by now, or its day has passed and it is not."""
    return _settle([Told(clue, {"result": result, "monitored": monitored})], by=by)[0]


@settle.as_many
def _settle(calls: Sequence[Told], *, by: Actor) -> list[MonitoringClue]:
    def settled(call: Told) -> MonitoringClue:
        clue = call.row
        if clue.state != State.ENTERED:
            raise Refused("还没有录入国家系统。")
        clue.result, clue.monitored = call.given["result"], call.given["monitored"]
        return clue

    rows = each(calls, settled)
    update_many(rows, ["result", "monitored"])
    return rows
