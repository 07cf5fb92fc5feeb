"""走访 as a kind of record: moves the day of its households; may go on with a matter, or open one that was heard of."""

from collections.abc import Sequence
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Team
from zhucun.lib.private_numbers import without_numbers
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Asked, Kind, Opening, Options, Side, instead
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters import handing
from zhucun.six_ones.matters.kinds import homes_of
from zhucun.six_ones.matters.models import LINE, UrgentMatter
from zhucun.six_ones.matters.rules import KEEP, Owner, State

MATTER, HEARD, MOST = "matter", "heard", 8
VILLAGE_DIGITS = 12


def matters_for(by: Actor, about: Any) -> Options:
    """Of the team, those it has in hand; what is promised first comes first."""
    if not isinstance(about, Team) or not by.may(KEEP):
        return []
    key = "matters under way", about.pk
    if key not in by.memo:
        rows = UrgentMatter.objects.visible_to(by, KEEP).filter(team=about, state=State.OPEN, owner=Owner.TEAM)
        by.memo[key] = [(str(row.pk), str(row)) for row in rows.order_by("promised_on", "raised_on", "pk")[:MOST]]
    return by.memo[key]


def opened(openings: Sequence[Opening], by: Actor) -> None:
    heard = [one for one in openings if one.one(HEARD) and len(one.record.place_code) >= VILLAGE_DIGITS]
    homes = homes_of([one.record for one in heard]) if heard else {}
    calls = [Told(one.record, _told(one, homes.get(one.record.pk, []))) for one in heard]
    matters.open_from.many(calls, by=by)
    for one in openings:
        if key := one.one(MATTER):
            go_on(key, one.record, without_numbers(one.record.text), by)


def _told(opening: Opening, homes: list[Any]) -> dict[str, Any]:
    return {"heard": opening.one(HEARD), "household": homes[0] if len(homes) == 1 else None}


def go_on(key: str, record: WorkRecord, text: str, by: Actor) -> None:
    """The visit is a step of the matter it was for."""
    seen = UrgentMatter.objects.visible_to(by, KEEP).filter(team=record.team_id)
    matter = seen.filter(pk=key).first() if key.isdecimal() else None
    if matter is None:
        raise Refused("没有这件在办的实事。在列出来的里面选一个。", field="answers")
    handing.work(matter, text=text[:LINE], on=record.happened_on, by=by)


VISIT = instead(
    Kind(
        "visit",
        "走访",
        "walk",
        10,
        (Side.TEAM, Side.TOWNSHIP),
        asks=(
            Asked(MATTER, "为哪件在办的实事去的", "choice", matters_for, "不是为这些去的不用选"),
            Asked(HEARD, "听到什么要办的", hint="写了就进实事台账；没有就不写"),
        ),
        asks_households=True,
        opens=opened,
        goes_to=("户的走访", "实事台账"),
        hint="到谁家、说了什么，一句就够",
    )
)
