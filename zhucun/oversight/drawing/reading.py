"""A week as somebody may see it: sums and marks for everyone, names only where `visible_to` gives them (R-INS-01)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q, QuerySet, Subquery

from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.oversight.drawing import parts
from zhucun.oversight.inspection.grouping import OPEN
from zhucun.oversight.inspection.models import DrawnTeam, GroupMember, InspectionGroup, InspectionRound, SecretHalf
from zhucun.oversight.inspection.rules import COUNTY_DIGITS, SEE, Kind, Seen, State
from zhucun.oversight.rhythm.periods import Period, of_key
from zhucun.oversight.rhythm.rules import Cycle

MOST_LATELY = 20
MARKS = {Seen.WAITING: "todo", Seen.VISITED: "done", Seen.MISSED: "soon"}


@dataclass(frozen=True)
class Line:
    """A drawn team: with its row only where the actor may see which one it is."""

    position: int
    kind: Kind
    state: Seen
    row: DrawnTeam | None = None
    township: str = ""
    record: str = ""  # where what was seen there is written or read

    @property
    def mark(self) -> tuple[str, str]:
        return MARKS[self.state], self.state.label


@dataclass(frozen=True)
class GroupOf:
    """A group and where it goes."""

    group: InspectionGroup
    people: Sequence[str]
    lines: Sequence[Line] = field(default_factory=list)

    @property
    def is_untouched(self) -> bool:
        """Nobody has gone yet, so that its people and day may still change."""
        return all(line.state == Seen.WAITING for line in self.lines)


@dataclass(frozen=True)
class Week:
    """A round with its groups; `loose` are drawn teams that no group may go to."""

    round: InspectionRound
    period: Period
    groups: Sequence[GroupOf]
    loose: Sequence[Line]
    counts: Counter[str]

    @property
    def whole(self) -> int:
        return sum(self.counts.values())

    @property
    def planned(self) -> int:
        """Before the draw: those to be drawn and those looked at again."""
        return self.round.size + self.counts[Kind.REVISIT]

    @property
    def days(self) -> str:
        return days_of(self.period)

    @property
    def is_open(self) -> bool:
        return self.round.state not in (State.DONE, State.CANCELLED)

    @property
    def is_walked(self) -> bool:
        """Nothing is waited for any more, and something was seen."""
        states = {line.state for one in self.groups for line in one.lines} | {line.state for line in self.loose}
        return Seen.VISITED in states and Seen.WAITING not in states

    @property
    def seen(self) -> int:
        lines = [line for one in self.groups for line in one.lines]
        return sum(line.state == Seen.VISITED for line in lines)


def days_of(period: Period) -> str:
    """7月11日—15日: its working days, as people say a week."""
    last = period.until - timedelta(days=3)
    month = "" if last.month == period.since.month else f"{last.month}月"
    return f"{period.since.month}月{period.since.day}日—{month}{last.day}日"


def is_of_the_county(actor: Actor) -> bool:
    """Whoever sees the county's rounds as they are made; below it a round is seen when it is done."""
    return any(len(code) <= COUNTY_DIGITS for code in actor.scope(SEE).place)


def under_way(actor: Actor) -> tuple[list[InspectionRound], InspectionRound | None]:
    """Neither done nor given up, the earliest first: this week's, and the next one's that is being prepared; beside
    them the latest that is done."""
    rows = InspectionRound.objects.visible_to(actor)
    latest = rows.filter(state=State.DONE).order_by("-week").values("pk")[:1]
    found = list(rows.filter(Q(state__in=OPEN) | Q(pk=Subquery(latest))).order_by("week"))
    done = [one for one in found if one.state == State.DONE]
    return [one for one in found if one not in done], done[0] if done else None


def week_of(row: InspectionRound, actor: Actor) -> Week:
    """Five queries. That there is a third village for a group is no secret; which one it is, is."""
    lines = _lines(row.drawn.all(), actor)
    groups = [
        GroupOf(one, people, [line for group, line in lines if group == one.pk]) for one, people in groups_of(row)
    ]
    loose = [line for group, line in lines if group is None] if row.state != State.DRAFT else []
    return Week(row, of_key(Cycle.WEEK, row.week), groups, loose, Counter(line.kind for _, line in lines))


def _lines(rows: QuerySet[DrawnTeam], actor: Actor) -> list[tuple[int | None, Line]]:
    """Of each its group; the shape of all, the name of those that may be known."""
    told = with_township(rows.visible_to(actor).select_related("team", "group", "round"), "seat_code", actor.today)
    known = {one.position: one for one in told}
    about = _About(parts.records_of(list(known.values()), actor))
    shapes = rows.order_by("position").values_list("group", "position", "kind", "state")
    return [(group, about.line(at, kind, state, known.get(at))) for group, at, kind, state in shapes]


@dataclass(frozen=True)
class _About:
    """What is said of the teams that may be known: where their record is."""

    records: Mapping[int, str]

    def line(self, at: int, kind: str, state: str, row: DrawnTeam | None) -> Line:
        if row is None:
            return Line(at, Kind(kind), Seen(state))
        return Line(at, Kind(kind), Seen(state), row, row.township or "", self.records.get(row.pk, ""))


def lately(actor: Actor) -> list[Line]:
    """What was seen of late in one's own reach, whatever week it belongs to."""
    rows = DrawnTeam.objects.visible_to(actor).filter(state=Seen.VISITED).select_related("team", "group", "round")
    latest = list(with_township(rows, "seat_code", actor.today).order_by("-visited_on", "-pk")[:MOST_LATELY])
    about = _About(parts.records_of(latest, actor))
    return [about.line(one.position, one.kind, one.state, one) for one in latest]


def groups_of(row: InspectionRound) -> list[tuple[InspectionGroup, list[str]]]:
    """With the names of its people."""
    members = GroupMember.objects.filter(group__round=row).select_related("group__leader__person", "inspector__person")
    found: dict[int, tuple[InspectionGroup, list[GroupMember]]] = {}
    for one in members.order_by("group__number", "pk"):
        found.setdefault(one.group_id, (one.group, []))[1].append(one)
    return [(group, _names(group, of_it)) for group, of_it in found.values()]


def people_of(group: InspectionGroup) -> list[str]:
    return _names(group, group.members.select_related("inspector__person").order_by("pk"))


def _names(group: InspectionGroup, members: Iterable[GroupMember]) -> list[str]:
    """The leader's first."""
    ordered = sorted(members, key=lambda one: one.inspector_id != group.leader_id)
    return [one.inspector.person.name for one in ordered]


def lines_of(group: InspectionGroup, actor: Actor) -> list[Line]:
    """Where one's group goes, as far as it is told; looked up once in a request."""
    key = ("lines of a group", group.pk)
    if key not in actor.memo:
        actor.memo[key] = [line for _, line in _lines(group.drawn.all(), actor)]
    return actor.memo[key]


def note_who_looked(group: InspectionGroup, lines: Sequence[Line], actor: Actor) -> None:
    """Before the record is handed in, whoever is told a name leaves a line behind: by it a leak is found (R-INS-01)."""
    told = [line for line in lines if line.row is not None and line.state == Seen.WAITING]
    if told:
        AccessLog.objects.create(
            at=actor.now,
            actor_name=actor.name,
            account_id=actor.account_id,
            door=actor.door,
            what=f"督查要去的村：{group.round}{group}",
            row_kind=group._meta.label_lower,
            row_key=group.pk,
            place_code=group.county_code,
            row_count=len(told),
        )


def halves_of(row: InspectionRound) -> list[SecretHalf]:
    """Without what is secret in them."""
    return list(row.halves.defer("secret").order_by("position"))


def in_order(lines: Sequence[Line], below: Sequence[parts.Part]) -> list[Line]:
    """As one goes, where a way is shown: what is seen already stands first, and nobody reads two orders on a page."""
    order = {key: at for part in below for at, key in enumerate(part.order, 1)}
    return sorted(lines, key=lambda line: order.get(line.row.pk, 0) if line.row else 0)
