"""Everything about one place for its page: five queries, whatever hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import ApprovedSize, Posting, RoleSpell, TeamBacking, TeamPlace
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.lib import periods
from zhucun.org.aid.models import HouseholdAid, VillageAid
from zhucun.org.aid.rules import SEE_AID_UNITS
from zhucun.org.people.models import Contact
from zhucun.org.places.models import Household, Place, PlaceName, PlaceTag, VillageGroup
from zhucun.org.places.rules import SEE, Tag

NAME, TAG, BELOW, GROUP, AID = "name", "tag", "below", "group", "aid"


@dataclass(frozen=True)
class Entry:
    """One dated line about the place: a name it bore, a category, a place below, a group, an aid unit."""

    kind: str
    key: int
    text: str
    note: str  # the basis, or the code of a place below, or the unit's key
    since: date
    until: date | None

    @property
    def last_day(self) -> date | None:
        return date.fromordinal(self.until.toordinal() - 1) if self.until else None

    @property
    def label(self) -> str:
        return Tag(self.text).label

    def holds(self, day: date) -> bool:
        return periods.holds(self.since, self.until, day)


class PlaceSeen:
    """A place as one actor sees it: what the actor has no permission for is empty."""

    def __init__(self, place: Place, actor: Actor) -> None:
        self.place, self.actor = place, actor

    @cached_property
    def entries(self) -> list[Entry]:
        parts = [self._names(), self._tags(), self._below(), self._groups()]
        if self.actor.may(SEE_AID_UNITS):
            parts.append(self._aid())
        rows = [Entry(*row) for row in parts[0].union(*parts[1:], all=True)]
        return sorted(rows, key=lambda entry: (entry.since, entry.key))

    def _of(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind == kind]

    @property
    def names(self) -> list[Entry]:
        return self._of(NAME)[::-1]

    @property
    def tags(self) -> list[Entry]:
        return [entry for entry in self._of(TAG) if entry.holds(self.actor.today)]

    @property
    def former_tags(self) -> list[Entry]:
        return [entry for entry in self._of(TAG) if not entry.holds(self.actor.today)]

    @property
    def below(self) -> list[Entry]:
        return sorted((entry for entry in self._of(BELOW)), key=lambda entry: entry.note)

    @property
    def groups(self) -> list[Entry]:
        return [entry for entry in self._of(GROUP) if entry.holds(self.actor.today)]

    @property
    def aid(self) -> list[Entry]:
        return [entry for entry in self._of(AID) if entry.holds(self.actor.today)]

    def _names(self) -> QuerySet:
        return _lines(PlaceName.objects.filter(place=self.place), NAME, "name", "")

    def _tags(self) -> QuerySet:
        return _lines(PlaceTag.objects.filter(place=self.place), TAG, "tag", "basis")

    def _below(self) -> QuerySet:
        return _lines(Place.objects.filter(parent=self.place, until__isnull=True), BELOW, "name", "code")

    def _groups(self) -> QuerySet:
        return _lines(VillageGroup.objects.filter(village=self.place), GROUP, "name", "")

    def _aid(self) -> QuerySet:
        rows = VillageAid.objects.visible_to(self.actor).filter(place=self.place)
        return _lines(rows, AID, "unit__name", "unit")

    @cached_property
    def team_places(self) -> list[TeamPlace]:
        """The teams that serve or served here, the present one first."""
        today = self.actor.today
        backing = TeamBacking.objects.as_of(today).filter(team=OuterRef("team"))
        size = ApprovedSize.objects.as_of(today).filter(team=OuterRef("team")).values("size")[:1]
        others = TeamPlace.objects.as_of(today).filter(team=OuterRef("team")).exclude(place=self.place)
        rows = TeamPlace.objects.visible_to(self.actor).filter(place=self.place).select_related("team")
        return list(
            rows.annotate(
                backing_id=Subquery(backing.values("unit")[:1]),
                backing_name=Subquery(backing.values("unit__name")[:1]),
                size=Subquery(size),
                serves_also=Exists(others),
            ).order_by(F("until").desc(nulls_first=True), "-since")
        )

    @property
    def serving(self) -> TeamPlace | None:
        return next((row for row in self.team_places if row.holds(self.actor.today)), None)

    @cached_property
    def _postings(self) -> list[Posting]:
        held = RoleSpell.objects.filter(posting=OuterRef("pk"), until=OuterRef("until"))
        open_roles = RoleSpell.objects.as_of(self.actor.today).filter(posting=OuterRef("pk"))
        rows = Posting.objects.visible_to(self.actor).filter(team__in=[row.team_id for row in self.team_places])
        return list(
            rows.select_related("cadre__person", "cadre__unit", "sending_unit", "team")
            .annotate(
                is_first=Exists(open_roles.filter(role=TeamRole.FIRST_SECRETARY))
                | Exists(held.filter(role=TeamRole.FIRST_SECRETARY)),
                is_leader=Exists(open_roles.filter(role=TeamRole.LEADER)) | Exists(held.filter(role=TeamRole.LEADER)),
            )
            .order_by("since", "pk")
        )

    @property
    def members(self) -> list[dict[str, Any]]:
        serving = self.serving
        here = (p for p in self._postings if serving and p.team_id == serving.team_id and p.holds(self.actor.today))
        return [self._drawn(p) for p in sorted(here, key=lambda p: (not p.is_first, not p.is_leader, p.since))]

    @property
    def incoming(self) -> list[dict[str, Any]]:
        """Being handed the work: counted when the seat is theirs (R-SEL-18)."""
        serving = self.serving
        coming = (p for p in self._postings if serving and p.team_id == serving.team_id)
        return [self._drawn(p) | {"roles": "正在接手"} for p in coming if p.is_taking_over(self.actor.today)]

    @property
    def present(self) -> list[dict[str, Any]]:
        return [*self.members, *self.incoming]

    @property
    def former_members(self) -> list[dict[str, Any]]:
        """Those whose posting ended while their team served here, the last first."""
        gone = (p for p in self._postings if p.until is not None and p.until <= self.actor.today)
        return [self._drawn(p) for p in sorted(gone, key=lambda p: p.until, reverse=True) if self._was_here(p)]

    def _was_here(self, posting: Posting) -> bool:
        spells = (row for row in self.team_places if row.team_id == posting.team_id)
        return any((row.until is None or posting.since < row.until) and row.since < posting.until for row in spells)

    def _drawn(self, posting: Posting) -> dict[str, Any]:
        return {
            "posting": posting,
            "roles": "、".join(_roles(posting)),
            "age": _age(posting, self.actor.today),
            "last_day": date.fromordinal(posting.until.toordinal() - 1) if posting.until else None,
        }

    @cached_property
    def contacts(self) -> list[Contact]:
        rows = Contact.objects.visible_to(self.actor).filter(place=self.place).as_of(self.actor.today)
        return list(rows.select_related("unit").order_by(F("unit__position").asc(nulls_first=True), "pk"))


def _lines(rows: QuerySet, kind: str, text: str, note: str) -> QuerySet:
    """Rows of unlike tables as lines of one union, in the order of an Entry's fields."""
    said = Cast(note, CharField()) if note else Value("", CharField())
    annotated = rows.order_by().annotate(
        zc_kind=Value(kind, CharField()), zc_text=Cast(text, CharField()), zc_note=said
    )
    return annotated.values_list("zc_kind", "pk", "zc_text", "zc_note", "since", "until")


def _roles(posting: Posting) -> Iterable[str]:
    if posting.is_first:
        yield TeamRole.FIRST_SECRETARY.label
    if posting.is_leader:
        yield TeamRole.LEADER.label
    if not posting.is_first and not posting.is_leader:
        yield TeamRole.MEMBER.label


def _age(posting: Posting, day: date) -> int | None:
    born = posting.cadre.person.birth_month
    return periods.full_years(born, day) if born else None


def counted(actor: Actor) -> QuerySet:
    """Places within reach with how many households and helpers they have."""
    places = Place.objects.visible_to(actor, SEE)
    return places.select_related("parent__parent", "merged_into").annotate(
        household_count=_count(
            Household.objects.visible_to(actor).as_of(actor.today).filter(village=OuterRef("pk")), "village"
        ),
        helper_count=_count(
            HouseholdAid.objects.visible_to(actor).as_of(actor.today).filter(place=OuterRef("pk")), "place"
        ),
    )


def _count(rows: QuerySet, by: str) -> Coalesce:
    counted_rows = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted_rows, output_field=IntegerField()), 0)
