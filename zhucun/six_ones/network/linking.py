"""A household is linked to somebody of its village, moved to another, let go; each can be taken back."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out, update_many
from zhucun.org.places.models import Household
from zhucun.six_ones.network import rules
from zhucun.six_ones.network.models import HouseholdLink, Linker

ONE_DAY = timedelta(days=1)


@act("link.add", "联上一户", needs=rules.KEEP, remote=True, undo="link.take_back")
def add(linker: Linker, *, household: Household, since: date, by: Actor) -> HouseholdLink:
    """A household has one at a time; one of another village is refused (R-TASK-08)."""
    return _add([Told(linker, {"household": household, "since": since})], by=by)[0]


@add.as_many
def _add(calls: Sequence[Told], *, by: Actor) -> list[HouseholdLink]:
    villages = {call.row.village_id for call in calls}
    running = HouseholdLink.objects.filter(village__in=villages, until__isnull=True)
    taken = dict(running.values_list("household", "linker__name"))  # household → whose it is
    return insert_many(each(calls, lambda call: _new(call, taken, call.hand(by))))


def _new(call: Told, taken: dict[int, str], by: Actor) -> HouseholdLink:
    linker, home, since = call.row, call.given["household"], call.given["since"]
    _must_go_together(linker, home, since, by)
    if home.pk in taken:
        raise Refused(f"{home.head_name}家已经由{taken[home.pk]}联。要换人，用“换人”。", field="household")
    taken[home.pk] = linker.name
    return _link(linker, home, since)


def _link(linker: Linker, home: Household, since: date, came_from: HouseholdLink | None = None) -> HouseholdLink:
    return HouseholdLink(
        linker=linker,
        household=home,
        village_id=linker.village_id,
        place_code=linker.place_code,
        since=since,
        came_from=came_from,
    )


def _must_go_together(linker: Linker, home: Household, since: date, by: Actor) -> None:
    rules.must_not_be_ahead(since, by.today)
    if home.village_id != linker.village_id:
        raise Refused(
            f"{home.head_name}家不在{linker.village.name}，{linker.name}联不了。联户在一个村里。",
            field="household",
            rule="R-TASK-08",
        )
    if linker.until is not None:
        raise Refused(f"{linker.name}已经不再联户。", field="linker")
    if home.until is not None:
        raise Refused(f"{home.head_name}家已经销户。", field="household")
    if since < max(linker.since, home.since):
        first = max(linker.since, home.since)
        raise Refused(f"{linker.name}和{home.head_name}家从 {first:%Y-%m-%d} 起才都在册。", field="since")


@act("link.move", "换人联", needs=rules.KEEP, remote=True, undo="link.take_back")
def move(link: HouseholdLink, *, linker: Linker, since: date, by: Actor) -> HouseholdLink:
    """The one before ends on the day before; on its first day it changes hands and had no day of its own."""
    return _move([Told(link, {"linker": linker, "since": since})], by=by)[0]


@move.as_many
def _move(calls: Sequence[Told], *, by: Actor) -> list[HouseholdLink]:
    prefetch_related_objects([call.row for call in calls], "household")
    each(calls, lambda call: _must_move(call, call.hand(by)))
    later = [call for call in calls if call.given["since"] > call.row.since]
    for call in calls:
        if call.given["since"] > call.row.since:
            call.row.until = call.given["since"]
        else:
            call.row.linker_before, call.row.linker = call.row.linker, call.given["linker"]
    update_many([call.row for call in calls], ["until", "linker", "linker_before"])
    made = insert_many(_link(call.given["linker"], call.row.household, call.given["since"], call.row) for call in later)
    new = {call.row.pk: row for call, row in zip(later, made, strict=True)}
    return [new.get(call.row.pk, call.row) for call in calls]


def _must_move(call: Told, by: Actor) -> None:
    link, linker, since = call.row, call.given["linker"], call.given["since"]
    if link.until is not None:
        raise Refused("这一段联户已经结束了。")
    if linker.pk == link.linker_id:
        raise Refused(f"现在就是{linker.name}联。", field="linker")
    if since < link.since:
        raise Refused(f"现在这一段从 {link.since:%Y-%m-%d} 起，换人不能在那以前。", field="since")
    _must_go_together(linker, link.household, since, by)


@act("link.end", "不再联这一户", needs=rules.KEEP, remote=True, undo="link.reopen")
def end(link: HouseholdLink, *, last_day: date, reason: str = "", by: Actor) -> HouseholdLink:
    return _end([Told(link, {"last_day": last_day, "reason": reason})], by=by)[0]


@end.as_many
def _end(calls: Sequence[Told], *, by: Actor) -> list[HouseholdLink]:
    rows = each(calls, _ended)
    update_many(rows, ["until"])
    return rows


def _ended(call: Told) -> HouseholdLink:
    if call.row.until is not None:
        raise Refused("这一段联户已经结束了。")
    must_end_after(call.row.since, call.given["last_day"])
    call.row.until = call.given["last_day"] + ONE_DAY
    return call.row


def must_end_after(since: date, last_day: date) -> None:
    if last_day < since:
        raise Refused(f"最后一天要不早于开始之日（{since:%Y-%m-%d}）。", field="last_day")


@act("link.reopen", "恢复联这一户", needs=rules.KEEP, remote=True)
def reopen(link: HouseholdLink, *, by: Actor) -> HouseholdLink:
    if link.until is None:
        raise Refused("这一段联户没有结束。")
    if HouseholdLink.objects.filter(household=link.household_id, until__isnull=True).exists():
        raise Refused(f"{link.household.head_name}家现在有人联。")
    if link.linker.until is not None or link.household.until is not None:
        raise Refused("人不再联户，或者户已经销了，不能恢复。")
    link.until = None
    link.save()
    return link


@act("link.take_back", "撤回联户", needs=rules.KEEP, remote=True)
def take_back(link: HouseholdLink, *, by: Actor) -> HouseholdLink:
    """What was pressed by mistake: as it was before, as if it had not been."""
    if link.until is not None or HouseholdLink.objects.filter(came_from=link.pk).exists():
        raise Refused("这一户后来又改过，不能这样撤回。打开这一户再改。")
    if link.linker_before is not None:
        link.linker, link.linker_before = link.linker_before, None
        link.save()
        return link
    before = link.came_from
    taken_out(link)
    if before is not None:
        before.until = None
        before.save()
    return link
