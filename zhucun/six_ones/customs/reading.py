"""新风 as its pages need it: villages with what they have, a village's months, what a meeting asks about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TeamBacking, TeamPlace
from zhucun.lib.periods import add_months, month_of
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy.customs_values import COUNCIL, CustomsBody
from zhucun.records.meetings.models import Meeting, MeetingPurpose
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.customs.models import MonthlyFollowUp, MonthlyItem, VillageCouncil, VillageRules
from zhucun.six_ones.customs.rules import MONTHLY, SEE, State

MOST_MEETINGS = 60  # of one village on its page


def villages_seen(actor: Actor, needs: str = SEE) -> QuerySet[Place]:
    """Of one's territory, those one's teams serve, those served by the teams one's unit stands behind; as of today."""
    reach, day = actor.scope(needs), actor.today
    teams = Q(team__in=reach.team)
    if reach.backer:
        backed = TeamBacking.objects.as_of(day).filter(unit__in=reach.backer)
        teams |= Q(team__in=backed.values("team"))
    within = within_prefixes("code", reach.place)
    if reach.team or reach.backer:
        within |= Q(pk__in=TeamPlace.objects.as_of(day).filter(teams).values("place"))
    return Place.objects.as_of(day).filter(within, kind__in=SERVED)


def held_at() -> QuerySet[WorkRecord]:
    """Records of meetings that stand, at the outer row's place."""
    return WorkRecord.objects.standing().filter(kind="meeting", place_code=OuterRef("code")).order_by()


def meant_for(*purposes: str) -> Exists:
    return Exists(MeetingPurpose.objects.filter(meeting__record=OuterRef("pk"), purpose__in=purposes))


def with_customs(places: QuerySet[Place], bodies: Sequence[CustomsBody], day: date) -> QuerySet[Place]:
    """Adds `since_<key>` for each of the five, `lacks` (how many are missing), `met_on` (the last monthly meeting),
    `active_on` (the last meeting of a council), `open_items`, `late_items`, and whether a
    team serves it (`is_served`)."""
    there = VillageCouncil.objects.as_of(day).filter(place=OuterRef("pk"))
    since = {f"since_{one.key}": Subquery(there.filter(kind=one.key).values("since")[:1]) for one in bodies}
    councils = [one.key for one in bodies if one.form == COUNCIL]
    keys = [one.key for one in bodies]
    has = there.filter(kind__in=keys).order_by().values("place")
    items = MonthlyItem.objects.filter(place=OuterRef("pk"), state=State.OPEN).order_by().values("place")
    met = held_at().filter(meant_for(MONTHLY)).values("place_code").annotate(n=Max("happened_on"))
    active = held_at().filter(meant_for(*councils)).values("place_code").annotate(n=Max("happened_on"))
    return places.annotate(
        **since,
        is_served=Exists(TeamPlace.objects.as_of(day).filter(place=OuterRef("pk"))),
        held=Coalesce(Subquery(has.annotate(n=Count("pk")).values("n")), 0),
        met_on=Subquery(met.values("n")),
        active_on=Subquery(active.values("n")),
        open_items=Coalesce(Subquery(items.annotate(n=Count("pk")).values("n")), 0),
        late_items=Coalesce(Subquery(items.filter(due_on__lt=day).annotate(n=Count("pk")).values("n")), 0),
    )


@dataclass(frozen=True)
class BodySeen:
    """One of the five in a village: the row where it is there, and when its council met last."""

    body: CustomsBody
    row: VillageCouncil | None
    active_on: date | None

    @property
    def is_council(self) -> bool:
        return self.body.form == COUNCIL


def bodies_of(place: Place, bodies: Sequence[CustomsBody], day: date) -> list[BodySeen]:
    """Two queries."""
    rows = {one.kind: one for one in VillageCouncil.objects.as_of(day).filter(place=place)}
    met = MeetingPurpose.objects.filter(
        meeting__record__place_code=place.code,
        meeting__record__state="standing",
        purpose__in=[one.key for one in bodies],
    )
    last = dict(
        met.order_by().values("purpose").annotate(n=Max("meeting__record__happened_on")).values_list("purpose", "n")
    )
    return [BodySeen(one, rows.get(one.key), last.get(one.key)) for one in bodies]


@dataclass
class MonthSeen:
    """A month of a village: its monthly meetings."""

    first: date
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def is_met(self) -> bool:
        return bool(self.meetings)


def months_of(place: Place, actor: Actor, count: int = 12) -> list[MonthSeen]:
    """The latest first, with how many items each meeting decided (`decided`) and how many of them are done (`done`)."""
    this = month_of(actor.today).since
    firsts = [add_months(this, -n) for n in range(count)]
    found = monthly_meetings(actor).filter(record__place_code=place.code, record__happened_on__gte=firsts[-1])
    of_month: dict[date, list[Meeting]] = defaultdict(list)
    for one in with_items(found).order_by("-record__happened_on", "-pk")[:MOST_MEETINGS]:
        of_month[one.record.happened_on.replace(day=1)].append(one)
    return [MonthSeen(first, of_month[first]) for first in firsts]


def monthly_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Of the villages whose customs one sees."""
    seen = villages_seen(actor).values("code")
    rows = Meeting.objects.standing().meant_for(MONTHLY).filter(record__place_code__in=seen)
    return rows.select_related("record__place", "record__team")


def with_items(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    standing = ~Q(monthly_items__state=State.WITHDRAWN) & Q(monthly_items__isnull=False)
    return meetings.annotate(
        decided=Count("monthly_items", filter=standing, distinct=True),
        done=Count("monthly_items", filter=Q(monthly_items__state=State.DONE), distinct=True),
    )


@dataclass(frozen=True)
class AskedAbout:
    """Something decided before and not settled when the meeting was held, and what the meeting was told of it."""

    item: MonthlyItem
    answer: MonthlyFollowUp | None


def asked_at(meeting: Meeting, code: str) -> list[AskedAbout]:
    """What this meeting asks about, the oldest first. Two queries."""
    items = list(
        MonthlyItem.objects.filter(place_code=code)
        .open_before(meeting.record.happened_on)
        .select_related("meeting__record")
        .order_by("decided_on", "pk")
    )
    told = {one.item_id: one for one in MonthlyFollowUp.objects.filter(meeting=meeting)}
    return [AskedAbout(one, told.get(one.pk)) for one in items]


def open_items(place: Place) -> list[MonthlyItem]:
    rows = MonthlyItem.objects.filter(place=place, state=State.OPEN).select_related("meeting__record")
    return list(rows.order_by("due_on", "decided_on", "pk"))


def editions_of(place: Place) -> list[VillageRules]:
    """The latest first."""
    return list(VillageRules.objects.filter(place=place).order_by("-edition"))


@dataclass(frozen=True)
class LineSeen:
    """One line of two editions side by side: kept, gone, come or changed."""

    kind: str
    before: str
    after: str


def side_by_side(before: str, after: str) -> list[LineSeen]:
    old, new = _lines(before), _lines(after)
    found: list[LineSeen] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = old[a:b], new[c:d]
        for at in range(max(len(left), len(right))):
            was = left[at] if at < len(left) else ""
            now = right[at] if at < len(right) else ""
            kind = "kept" if tag == "equal" else "changed" if was and now else "gone" if was else "come"
            found.append(LineSeen(kind, was, now))
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
