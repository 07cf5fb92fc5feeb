"""Reads what stood on a day in a territory: pairs, teams at places, members, townships, the county's numbers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from zhucun.acts.actor import Actor
from zhucun.acts.rows import holds_on
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.coverage.covering import Covering, Pair, Serving
from zhucun.dispatch.coverage.rules import SEE, Judged, TeamFacts, Vacated, judge
from zhucun.dispatch.roster.models import ApprovedSize, Posting, RoleSpell, TeamBacking, TeamPlace
from zhucun.dispatch.roster.rules import Member, TeamRole
from zhucun.org.places.models import Place, PlaceTag
from zhucun.org.places.rules import SERVED, Kind, Tag
from zhucun.policy import in_force as policy
from zhucun.policy.profile import PolicyProfile

TOWNSHIP_DIGITS = 9


@dataclass(frozen=True)
class Township:
    code: str
    name: str


class Standing:
    """Everything the page says, for one actor, territory (a code of a county or below) and day; replayable (R-SEL-17).

    The numbers are those of the figures `dispatch.covered_pairs.…` and their kin, counted here from the rows that the
    page lists anyway; a test keeps them equal.
    """

    def __init__(self, actor: Actor, scope: str, day: date) -> None:
        self.actor, self.scope, self.day = actor, scope, day

    @cached_property
    def profile(self) -> PolicyProfile:
        county = self.scope[:6]
        return policy.known_to(self.actor, self.day, [county])[county]

    @cached_property
    def townships(self) -> list[Township]:
        """In the fixed order of the county: nobody is ranked (R-BUR-02)."""
        return [
            Township(code, name) for kind, code, name in self._above if kind == Kind.TOWNSHIP and self._is_here(code)
        ]

    @cached_property
    def counties(self) -> list[Township]:
        """More than one only for those who read above a county."""
        return [Township(code, name) for kind, code, name in self._above if kind == Kind.COUNTY]

    def _is_here(self, code: str) -> bool:
        return code.startswith(self.scope[:TOWNSHIP_DIGITS])

    @cached_property
    def _above(self) -> list[tuple[str, str, str]]:
        places = Place.objects.visible_to(self.actor, SEE).as_of(self.day).filter(kind__in=(Kind.COUNTY, Kind.TOWNSHIP))
        return list(places.order_by("code").values_list("kind", "code", "name"))

    @cached_property
    def covering(self) -> Covering:
        places = self.profile.places
        must_cover = [tag for tag in Tag if tag in places.must_cover]
        wanted = [pair for pair in self._pairs if pair.tag in places.must_cover or pair.tag in places.groups]
        return Covering(wanted, self._servings, must_cover, places.groups)

    @cached_property
    def judged(self) -> list[Judged]:
        """The teams seated here, in order of their seats' codes."""
        return [judge(team, self.day, self.profile) for team in self._teams()]

    @cached_property
    def _pairs(self) -> list[Pair]:
        names = {township.code: township.name for township in self.townships}
        return [
            Pair(tag, since, basis, place, code, name, names.get(code[:TOWNSHIP_DIGITS], ""), team, left_on)
            for tag, since, basis, place, code, name, team, left_on in self._pair_rows()
        ]

    def _pair_rows(self) -> QuerySet:
        at_place = TeamPlace.objects.filter(place=OuterRef("place"))
        serving = at_place.filter(holds_on(self.day), holds_on(self.day, "team__")).values("team")[:1]
        left = at_place.filter(until__lte=self.day).order_by("-until").values("until")[:1]
        pairs = PlaceTag.objects.visible_to(self.actor).on_standing_places(self.day).filter(place__kind__in=SERVED)
        return (
            pairs.filter(within_prefixes("place__code", [self.scope]))
            .order_by("place__code", "tag")
            .annotate(serving=Subquery(serving), left_on=Subquery(left))
            .values_list("tag", "since", "basis", "place", "place__code", "place__name", "serving", "left_on")
        )

    @cached_property
    def _servings(self) -> list[Serving]:
        return [Serving(row["team"], row["place"], row["place__code"], row["is_main"]) for row in self._team_rows]

    @cached_property
    def _team_rows(self) -> list[dict]:
        size = ApprovedSize.objects.as_of(self.day).filter(team=OuterRef("team")).values("size")[:1]
        backing = TeamBacking.objects.as_of(self.day).filter(team=OuterRef("team"))
        rows = TeamPlace.objects.visible_to(self.actor).as_of(self.day).filter(holds_on(self.day, "team__"))
        return list(
            rows.filter(within_prefixes("place__code", [self.scope]))
            .order_by("place__code")
            .annotate(
                size=Subquery(size),
                backing=Subquery(backing.values("unit")[:1]),
                backing_name=Subquery(backing.values("unit__name")[:1]),
            )
            .values(
                *("team", "team__name", "team__number", "place", "place__code", "is_main"),
                *("size", "backing", "backing_name"),
            )
        )

    def _teams(self) -> list[TeamFacts]:
        members, vacated = self._people
        names = {township.code: township.name for township in self.townships}
        weak = {pair.team_id for pair in self._pairs if pair.tag == Tag.WEAK_PARTY_BRANCH}
        return [
            TeamFacts(
                pk=row["team"],
                name=row["team__name"],
                number=row["team__number"],
                place_code=row["place__code"],
                township=names.get(row["place__code"][:TOWNSHIP_DIGITS], ""),
                size=row["size"] or self.profile.selection.approved_size,
                is_owed_first_secretary=row["team"] in weak,
                backing_unit_id=row["backing"],
                backing_unit=row["backing_name"] or "",
                members=members[row["team"]],
                vacated=vacated[row["team"]],
            )
            for row in self._team_rows
            if row["is_main"]
        ]

    @cached_property
    def _people(self) -> tuple[dict[int, list[Member]], dict[int, list[Vacated]]]:
        """Who is on the roster, and the seats given up that nobody had taken again by the day."""
        members: dict[int, list[Member]] = defaultdict(list)
        vacated: dict[int, list[Vacated]] = defaultdict(list)
        for team, until, birth_month, rural_months, leads, unit_id, unit in self._postings():
            if until is None or until > self.day:
                roles = frozenset({TeamRole.FIRST_SECRETARY}) if leads else frozenset()
                members[team].append(Member(birth_month, rural_months, roles))
            else:
                vacated[team].append(Vacated(until, unit_id, unit))
        return members, vacated

    def _postings(self) -> QuerySet:
        leads = RoleSpell.objects.as_of(self.day).filter(posting=OuterRef("pk"), role=TeamRole.FIRST_SECRETARY)
        followed = Posting.objects.filter(succeeds=OuterRef("pk"), since__lte=self.day)
        running_or_open = Q(until__isnull=True) | Q(until__gt=self.day) | ~Exists(followed)
        rows = Posting.objects.visible_to(self.actor).filter(running_or_open, seat_since__lte=self.day)
        return (
            rows.filter(team__in={row["team"] for row in self._team_rows if row["is_main"]})
            .annotate(leads=Exists(leads), birth=F("cadre__person__birth_month"), rural=F("cadre__rural_months"))
            .values_list("team", "until", "birth", "rural", "leads", "sending_unit", "sending_unit__name")
        )
