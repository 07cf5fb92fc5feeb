"""What a monthly meeting decided; what became of it; what the next meeting was told of it (R-TASK-10)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.org.places.models import Place
from zhucun.records.meetings.models import Meeting, MeetingPurpose
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import State as RecordState
from zhucun.six_ones import plain_text
from zhucun.six_ones.customs import rules
from zhucun.six_ones.customs.acts import must_reach, served_by_teams
from zhucun.six_ones.customs.models import LINE, LONGEST, MonthlyFollowUp, MonthlyItem
from zhucun.six_ones.customs.rules import FLOW, KEEP, MONTHLY, Owner, State

SETTLED = ("state", "done_on", "result")


def _within(text: str, most: int, sentence: str, *, field: str) -> str:
    text = plain_text.said(text, sentence, field=field)
    if len(text) > most:
        raise Refused(f"最多 {most} 个字，现在是 {len(text)} 个。", field=field)
    return text


@act("monthly.decide", "登记月列会议题和决定", needs=KEEP, remote=True, undo="monthly.withdraw")
def decide(
    meeting: Meeting,
    *,
    item: str,
    decision: str,
    owner: str = Owner.VILLAGE,
    due_on: date | None = None,
    by: Actor,
) -> MonthlyItem:
    """Of a village's monthly meeting that a work record told of."""
    told = {"item": item, "decision": decision, "owner": owner, "due_on": due_on}
    return _decide([Told(meeting, told)], by=by)[0]


@decide.as_many
def _decide(calls: Sequence[Told], *, by: Actor) -> list[MonthlyItem]:
    keys = {call.row.pk for call in calls}
    monthly = set(MeetingPurpose.objects.filter(meeting__in=keys, purpose=MONTHLY).values_list("meeting", flat=True))
    records = WorkRecord.objects.in_bulk({call.row.record_id for call in calls})
    places = Place.objects.in_bulk({one.place_id for one in records.values() if one.place_id})
    served = served_by_teams(places, by.today)
    told = Counter(MonthlyItem.objects.standing().filter(meeting__in=keys).values_list("meeting", flat=True))

    def decided(call: Told) -> MonthlyItem:
        record, hand = records[call.row.record_id], call.hand(by)
        place = places.get(record.place_id)
        if call.row.pk not in monthly or record.state != RecordState.STANDING or place is None:
            raise Refused("这次会不是村里的月列会。在那一笔记录里把会议性质选上“村月列会”。", rule="R-TASK-10")
        if len(place.code) < rules.VILLAGE_DIGITS:
            raise Refused("乡镇开的会不是村的月列会。", rule="R-TASK-10")
        must_reach(place.pk, place.code, served, hand)
        told[call.row.pk] += 1
        if told[call.row.pk] > rules.MOST_ITEMS:
            raise Refused(f"一次会最多记 {rules.MOST_ITEMS} 个议题。", field="item")
        return _item_of(call, record, place, hand)

    return insert_many(each(calls, decided))


def _item_of(call: Told, record: WorkRecord, place: Place, by: Actor) -> MonthlyItem:
    given = call.given
    _must_be_told(given["owner"], given["due_on"], record.happened_on)
    return MonthlyItem(
        meeting=call.row,
        place=place,
        place_code=place.code,
        decided_on=record.happened_on,
        item=_within(given["item"], LINE, "写议的是什么事，一句就够。", field="item"),
        decision=_within(given["decision"], LONGEST, "写定了什么；没定下来的，写“下次再议”。", field="decision"),
        owner=given["owner"],
        due_on=given["due_on"],
        registered_by=by.name,
    )


def _must_be_told(owner: str, due_on: date | None, decided_on: date) -> None:
    if owner not in Owner.values:
        raise Refused("选谁来办。", field="owner")
    if due_on is not None and due_on < decided_on:
        raise Refused("办好的期限在开会以前。改一下日子。", field="due_on")


def _must_reach_item(item: MonthlyItem, by: Actor) -> None:
    must_reach(item.place_id, item.place_code, served_by_teams([item.place_id], by.today), by)


@act("monthly.correct", "改月列会议题", needs=KEEP, remote=True)
def correct(
    item: MonthlyItem, *, text: str, decision: str, owner: str, due_on: date | None = None, by: Actor
) -> MonthlyItem:
    _must_reach_item(item, by)
    if item.state == State.WITHDRAWN:
        raise Refused("这个议题已经撤回，不能再改。")
    _must_be_told(owner, due_on, item.decided_on)
    item.item = _within(text, LINE, "写议的是什么事，一句就够。", field="text")
    item.decision = _within(decision, LONGEST, "写定了什么；没定下来的，写“下次再议”。", field="decision")
    item.owner, item.due_on = owner, due_on
    item.save()
    return item


@act("monthly.finish", "办结月列会定的事", needs=KEEP, remote=True, undo="monthly.reopen", flow=FLOW)
def finish(item: MonthlyItem, *, on: date, result: str = "", by: Actor) -> MonthlyItem:
    return _finish([Told(item, {"on": on, "result": result})], by=by)[0]


@finish.as_many
def _finish(calls: Sequence[Told], *, by: Actor) -> list[MonthlyItem]:
    served = served_by_teams({call.row.place_id for call in calls}, by.today)

    def finished(call: Told) -> MonthlyItem:
        item, given, hand = call.row, call.given, call.hand(by)
        must_reach(item.place_id, item.place_code, served, hand)
        FLOW.must_allow(item, "finish")
        rules.must_follow(given["on"], item.decided_on, hand.today)
        FLOW.step(item, "finish")
        item.done_on, item.result = given["on"], plain_text.without_private(given["result"], field="result")[:LINE]
        return item

    rows = each(calls, finished)
    update_many(rows, SETTLED)
    return rows


@act("monthly.drop", "月列会定的事不办了", needs=KEEP, remote=True, undo="monthly.reopen", flow=FLOW)
def drop(item: MonthlyItem, *, reason: str, by: Actor) -> MonthlyItem:
    _must_reach_item(item, by)
    FLOW.step(item, "drop")
    item.result = _within(reason, LINE, "写一句为什么不办了，下次会上照这样说。", field="reason")
    item.done_on = by.today
    item.save()
    return item


@act("monthly.reopen", "月列会定的事接着办", needs=KEEP, remote=True)
def reopen(item: MonthlyItem, *, by: Actor) -> MonthlyItem:
    _must_reach_item(item, by)
    FLOW.step(item, "reopen")
    item.done_on, item.result = None, ""
    item.save()
    return item


@act("monthly.withdraw", "撤回月列会议题", needs=KEEP, remote=True, undo="monthly.restore")
def withdraw(item: MonthlyItem, *, by: Actor) -> MonthlyItem:
    """One that was entered by mistake; what is settled is opened again first."""
    _must_reach_item(item, by)
    FLOW.step(item, "withdraw")
    item.save()
    return item


@act("monthly.restore", "恢复撤回的月列会议题", needs=KEEP)
def restore(item: MonthlyItem, *, by: Actor) -> MonthlyItem:
    _must_reach_item(item, by)
    if MonthlyItem.objects.standing().filter(meeting=item.meeting).count() >= rules.MOST_ITEMS:
        raise Refused(f"一次会最多记 {rules.MOST_ITEMS} 个议题。")
    FLOW.step(item, "restore")
    item.save()
    return item


@act("monthly.ask", "在月列会上问一件定过的事", needs=KEEP, remote=True)
def ask_about(item: MonthlyItem, *, meeting: Meeting, said: str, by: Actor) -> MonthlyFollowUp:
    """What a later meeting of the village was told of it; asked again at the same meeting, the later answer holds."""
    return _ask([Told(item, {"meeting": meeting, "said": said})], by=by)[0]


@ask_about.as_many
def _ask(calls: Sequence[Told], *, by: Actor) -> list[MonthlyFollowUp]:
    served = served_by_teams({call.row.place_id for call in calls}, by.today)
    meetings = {call.given["meeting"].pk for call in calls}
    days = dict(Meeting.objects.standing().filter(pk__in=meetings).values_list("pk", "record__happened_on"))
    where = dict(Meeting.objects.filter(pk__in=meetings).values_list("pk", "record__place_code"))
    there = MonthlyFollowUp.objects.filter(item__in={call.row.pk for call in calls}, meeting__in=meetings)
    held = {(one.item_id, one.meeting_id): one for one in there}

    def asked(call: Told) -> MonthlyFollowUp:
        item, meeting, hand = call.row, call.given["meeting"].pk, call.hand(by)
        must_reach(item.place_id, item.place_code, served, hand)
        if meeting not in days or where[meeting] != item.place_code:
            raise Refused("这件事是别的村定的，问不到这次会上。", field="meeting")
        if days[meeting] <= item.decided_on:
            raise Refused("这件事在那次会以后才定，问不到那次会上。", field="meeting")
        row = held.setdefault((item.pk, meeting), MonthlyFollowUp(item=item, meeting_id=meeting))
        row.asked_on, row.told_by = days[meeting], hand.name
        row.said = _within(call.given["said"], LINE, "写一句怎么样了。", field="said")
        return row

    rows: list[Any] = each(calls, asked)
    fresh = {id(row): row for row in rows if row.pk is None}
    again = [row for row in {id(row): row for row in rows}.values() if id(row) not in fresh]
    insert_many(fresh.values())
    if again:
        update_many(again, ["said", "told_by"])
    return rows
