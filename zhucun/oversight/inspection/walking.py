"""That a drawn team was visited, or why not: said by whoever went, through the record they hand in."""

from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.oversight.inspection import rules
from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.oversight.inspection.rules import Seen, State


@act("inspection.visit", "督查到村", needs=rules.VISIT)
def visit(drawn: DrawnTeam, *, visited_on: date, by: Actor) -> DrawnTeam:
    """With the record handed in; from now on the inspected side sees that it was looked at (R-INS-01)."""
    return _visit([Told(drawn, {"visited_on": visited_on})], by=by)[0]


@visit.as_many
def _visit(calls: Sequence[Told], *, by: Actor) -> list[DrawnTeam]:
    prefetch_related_objects([call.row for call in calls], "round")

    def visited(call: Told) -> DrawnTeam:
        drawn, on = call.row, call.given["visited_on"]
        _must_be_under_way(drawn)
        if drawn.state == Seen.VISITED:
            raise Refused("这个村的督查记录已经交回了。")
        if on > call.hand(by).today:
            raise Refused("还没到的日子不能先记。", field="visited_on")
        drawn.state, drawn.visited_on, drawn.missed_because = Seen.VISITED, on, ""
        return drawn

    rows = each(calls, visited)
    update_many(rows, ["state", "visited_on", "missed_because"])
    return rows


@act("inspection.not_gone", "到村登记撤下", needs=rules.VISIT)
def not_gone(drawn: DrawnTeam, *, by: Actor) -> DrawnTeam:
    """Its record was withdrawn: while the round is open the group may hand in another."""
    drawn.state, drawn.visited_on = Seen.WAITING, None
    drawn.save()
    return drawn


@act("inspection.miss", "登记没去成", needs=rules.VISIT, remote=True)
def miss(drawn: DrawnTeam, *, reason: str, by: Actor) -> DrawnTeam:
    """A road that slid, a duty that began: the team stays unseen and weighs more next time."""
    if not reason.strip():
        raise Refused("写一句为什么没去成。", field="reason")
    if drawn.state != Seen.WAITING:
        raise Refused("这个村已经登记过了。")
    _must_be_under_way(drawn)
    drawn.state, drawn.missed_because = Seen.MISSED, reason.strip()
    drawn.save()
    return drawn


def _must_be_under_way(drawn: DrawnTeam) -> None:
    if drawn.round.state != State.DRAWN:
        raise Refused("这一轮督查没有抽签，或者已经走完了。")
