"""What follows is proposed by other topics' acts, opened or set aside by a leader: the only writer of consequences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db import models

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.lib.evidence import Evidence
from zhucun.oversight.consequences import rules
from zhucun.oversight.consequences.models import Consequence, Subject, place_of, side_of
from zhucun.oversight.consequences.openers import opener_of
from zhucun.oversight.consequences.rules import FLOW, State
from zhucun.policy import in_force as policy

DECIDED = ["state", "decided_by", "decided_on", "opened_kind", "opened_key"]


@dataclass(frozen=True)
class Fired:
    """To whom it happened, and the records that say so: the first is what it follows from."""

    subject: Subject
    evidence: Sequence[Evidence]


def fire(event: str, subject: Subject, *, evidence: Sequence[Evidence], by: Actor) -> list[Consequence]:
    """Within the act or job of the topic that knows of the event, which says itself who did it."""
    return fire_many(event, [Fired(subject, evidence)], by=by)


def fire_many(event: str, fired: Iterable[Fired], *, by: Actor) -> list[Consequence]:
    """What the table opens for each, proposed; the same record does not propose the same thing twice."""
    made = [row for one in fired for row in _proposals(event, one, by)]
    known = set(Consequence.objects.filter(source__in={row.source for row in made}).values_list(*_SAME))
    fresh = {_same(row): row for row in made if _same(row) not in known}
    return insert_many(fresh.values())


_SAME = ("event", "opens", "source", "posting_id", "team_id", "unit_id")


def _same(row: Consequence) -> tuple:
    return tuple(getattr(row, name) for name in _SAME)


def _proposals(event: str, fired: Fired, by: Actor) -> Iterator[Consequence]:
    rules.must_be_founded(fired.evidence)
    side, place = side_of(fired.subject), place_of(fired.subject)
    table = policy.known_to(by, by.today, [place])[place[:6]].consequences.table
    for line in rules.following(event, side, table):
        yield Consequence(
            event=event,
            opens=line.opens,
            **{side: fired.subject},
            place_code=place,
            evidence=[asdict(one) for one in fired.evidence],
            source=fired.evidence[0].reference,
            fired_on=by.today,
            due_on=by.today + timedelta(days=line.days),
        )


def call_off(sources: Iterable[str], *, reason: str, by: Actor) -> list[Consequence]:
    """Within an act that takes back what it followed from (a grade changed after an objection): what is only proposed
    is set aside. Those already opened are given back, since people have to settle them."""
    rows = list(Consequence.objects.filter(source__in=list(sources)))
    for row in rows:
        if row.state == State.PROPOSED:
            _set_aside(row, reason, by)
    return [row for row in rows if row.state == State.OPENED]


@act("consequence.open", "办这个后果", needs=rules.DECIDE, flow=FLOW)
def open_it(consequence: Consequence, *, by: Actor) -> Consequence:
    """What the table says is opened: notices go out, and whom it is about is heard first."""
    return _open_many([Told(consequence)], by=by)[0]


@open_it.as_many
def _open_many(calls: Sequence[Told], *, by: Actor) -> list[Consequence]:
    rows: list[Consequence] = each(calls, lambda call: _judged(call.row))
    by_opening: dict[str, list[Consequence]] = defaultdict(list)
    for row in rows:
        by_opening[row.opens].append(row)
    for opening, some in by_opening.items():
        opener = opener_of(opening)
        for row, opened in zip(some, opener(some, by) if opener else (), strict=True):
            _opened(row, opened, by)
    update_many(rows, DECIDED)
    return rows


def _judged(row: Consequence) -> Consequence:
    if row.state == State.PROPOSED and opener_of(row.opens) is None:
        raise Refused(f"“{row.get_opens_display()}”要到它自己的页面上办。")
    FLOW.step(row, "open")
    return row


def _opened(row: Consequence, opened: models.Model, by: Actor) -> None:
    row.opened_kind, row.opened_key = opened._meta.label_lower, opened.pk
    row.decided_by, row.decided_on = by.name, by.today


def was_opened(consequence: Consequence, opened: models.Model, *, by: Actor) -> None:
    """Within the act of another page that did what the consequence asks for: a recall proposed in its own procedure."""
    FLOW.step(consequence, "open")
    _opened(consequence, opened, by)
    consequence.save()


@act("consequence.set_aside", "这个后果不办", needs=rules.DECIDE, flow=FLOW)
def set_aside(consequence: Consequence, *, reason: str, by: Actor) -> Consequence:
    if not reason.strip():
        raise Refused("写一句为什么不办。", field="reason")
    return _set_aside(consequence, reason, by)


def _set_aside(row: Consequence, reason: str, by: Actor) -> Consequence:
    FLOW.step(row, "set_aside")
    row.reason, row.decided_by, row.decided_on = reason.strip(), by.name, by.today
    row.save()
    return row
