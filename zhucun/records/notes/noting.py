"""What the form of a record offers to this writer: kinds, places, the households one often goes to, the people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, Team, TeamPlace
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Household, Place
from zhucun.records.notes.rules import WRITE
from zhucun.records.notes.writing import SIDE_OF, VILLAGE_DIGITS
from zhucun.records.registry import Kind, Side, kinds_for

OFTEN = timedelta(days=90)
MOST_CHIPS = 10


@dataclass
class Offer:
    """`about` is the team, township, county or unit the record is of."""

    about: Team | Place | Unit
    actor: Actor

    @cached_property
    def side(self) -> Side:
        if isinstance(self.about, Team):
            return Side.TEAM
        return Side.UNIT if isinstance(self.about, Unit) else SIDE_OF[self.about.kind]

    @cached_property
    def kinds(self) -> list[Kind]:
        return [one for one in kinds_for(self.side) if one.is_for is None or one.is_for(self.actor, self.about)]

    @cached_property
    def is_own(self) -> bool:
        """The writer is of the team, or of the unit; else it is a clerk's entry, which says why."""
        if self.side is Side.TEAM:
            return any(one.cadre.person_id == self.actor.person_id for one in self.members)
        reach = self.actor.scope(WRITE)
        return self.side is not Side.UNIT or self.about.pk in reach.sender | reach.backer

    @cached_property
    def members(self) -> list[Posting]:
        """Of the team, of the township's teams, of the unit: who is posted today."""
        rows = Posting.objects.there_on(self.actor.today).select_related("cadre__person")
        hidden = rows.defer("cadre__person__phone", "cadre__person__id_number")
        return list(self._of(hidden).order_by("place_code", "cadre__person__name_key"))

    def _of(self, rows: QuerySet) -> QuerySet:
        if isinstance(self.about, Team):
            return rows.filter(team=self.about)
        if isinstance(self.about, Unit):
            return rows.filter(sending_unit=self.about)
        return rows.filter(within_prefixes("place_code", [self.about.code]))

    @property
    def people(self) -> list[tuple[str, str]]:
        """Cadres by name, without the writer."""
        others = (one for one in self.members if one.cadre.person_id != self.actor.person_id)
        return list({str(one.cadre_id): one.cadre.person.name for one in others}.items())

    @property
    def diaries(self) -> list[tuple[str, str]]:
        return [(str(one.pk), f"{one.cadre.person.name}的日志") for one in self.members]

    @cached_property
    def places(self) -> list[Place]:
        if self.side is not Side.TEAM:
            return []
        served = TeamPlace.objects.as_of(self.actor.today).filter(team=self.about).select_related("place")
        return [one.place for one in served.order_by("-is_main", "place__code")]

    @cached_property
    def teams(self) -> list[tuple[str, str]]:
        """Of a unit: where its people are and which teams it stands behind."""
        if self.side is not Side.UNIT:
            return []
        seen = Team.objects.visible_to(self.actor).as_of(self.actor.today)
        related = Q(postings__sending_unit=self.about, postings__until=None) | Q(
            backings__unit=self.about, backings__until=None
        )
        return [(str(team.pk), team.name) for team in seen.filter(related).distinct().order_by("place_code")]

    @property
    def homes(self) -> QuerySet:
        """Households of the team's villages that there are today."""
        codes = {place.code[:VILLAGE_DIGITS] for place in self.places}
        here = Household.objects.as_of(self.actor.today).filter(village__code__in=codes)
        return here.select_related("group")

    @cached_property
    def chips(self) -> list[Household]:
        """Where the team went most often lately come first, then the others by name."""
        if self.side is not Side.TEAM:
            return []
        lately = Q(records__team=self.about, records__happened_on__gt=self.actor.today - OFTEN)
        counted = self.homes.annotate(times=Count("records", filter=lately))
        return list(counted.order_by("-times", "head_name", "pk")[:MOST_CHIPS])


def called(household: Household, others: Iterable[Household]) -> str:
    """By the head's name; with the group where two are called the same."""
    same = sum(one.head_name == household.head_name for one in others)
    return f"{household.head_name}（{household.group}）" if same > 1 and household.group else household.head_name


def chosen(keys: Sequence[str], rows: QuerySet) -> list[Any]:
    """The rows of these keys, in the order chosen; a key of another place is not among them."""
    found = {str(row.pk): row for row in rows.filter(pk__in=[key for key in keys if key.isdigit()])}
    return [found[key] for key in keys if key in found]
