"""A team's people and places on a day, as lists, pages and sheets show them: loaded once, then only looked at."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Substr

from zhucun.acts.actor import Actor
from zhucun.acts.rows import holds_on
from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS, Posting, Team, TeamBacking, TeamPlace
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.lib.periods import full_years
from zhucun.org.people.models import Cadre
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Tag

# Members team by team, with `in_order_of_places` and `with_ranks`; townships in their fixed order (R-DOC-31).
BY_PLACE = (
    *("township_position", "place_code", "team"),
    *("-is_first_secretary", "-is_leader", "cadre__person__name_key"),
)
HIDDEN = ("cadre__person__phone", "cadre__person__id_number")
RANK = {TeamRole.FIRST_SECRETARY: 0, TeamRole.LEADER: 1, TeamRole.MEMBER: 2}


def seats_on(day: date) -> QuerySet:
    """The places served, the main one first, with their townships and without tags."""
    return with_township(TeamPlace.objects.as_of(day)).order_by("-is_main", "place__code")


def with_township(places: QuerySet) -> QuerySet:
    """Places served, each with its `township` by name and `township_code`."""
    code = Substr("place__code", 1, TOWNSHIP_DIGITS)
    township = Place.objects.filter(code=OuterRef("township_code"), until__isnull=True).order_by().values("name")[:1]
    return places.select_related("place").annotate(township_code=code).annotate(township=Subquery(township))


def tagged(places: QuerySet, day: date) -> QuerySet:
    """Each place once for each of its tags of the day, as `tag`: one query for both. See `places_of`, `tags_of`."""
    of_day = FilteredRelation("place__tags", condition=holds_on(day, "place__tags__"))
    return places.annotate(tag_of_day=of_day).annotate(tag=F("tag_of_day__tag"), tagged=F("tag_of_day__pk"))


def places_on(day: date) -> QuerySet:
    return tagged(seats_on(day), day).order_by("-is_main", "place__code", "tagged")


def every_place(team: int, day: date) -> QuerySet:
    """All places a team ever served; tags are those of the day."""
    served = with_township(TeamPlace.objects.filter(team=team))
    return tagged(served, day).order_by("since", "pk", "tagged")


def people_on(day: date, actor: Actor) -> QuerySet:
    """Whom the actor sees of those on the roster that day, in order of names: `person_name`, `unit_name`, ranks."""
    running = Posting.objects.visible_to(actor).as_of(day).with_ranks(day)
    named = running.annotate(person_name=F("cadre__person__name"), unit_name=F("sending_unit__name"))
    return named.only("team").order_by("cadre__person__name_key", "pk")


def with_lineup(teams: QuerySet, day: date, actor: Actor) -> QuerySet:
    """Teams with `places_of_day`, `people_of_day` and `backing`, the unit's name, in three queries.

    Places and backing unit belong to the team as a whole and go with it; its people are seen as far as one reaches.
    """
    backing = TeamBacking.objects.as_of(day).filter(team=OuterRef("pk")).values("unit__name")[:1]
    return teams.annotate(backing=Subquery(backing)).prefetch_related(
        Prefetch("team_places", places_on(day), to_attr="places_of_day"),
        Prefetch("postings", people_on(day, actor), to_attr="people_of_day"),
    )


def places_of(team: Team) -> list[Place]:
    return list({served.place_id: served.place for served in team.places_of_day}.values())


def seat_words(team: Team) -> tuple[str, str]:
    """(枫木冲村、李家村, 云台镇); a team whose places have all ended is called by its name."""
    places = places_of(team)
    towns = dict.fromkeys(served.township for served in team.places_of_day if served.township)
    return "、".join(place.name for place in places) or team.name, "、".join(towns)


def tags_of(places: Iterable[Any]) -> list[str]:
    """Category labels of `tagged` places, each once, in their order."""
    found = {served.tag for served in places}
    return [label for tag, label in Tag.choices if tag in found]


def roles_of(posting: Any) -> list[str]:
    """Labels of the roles of one read `with_ranks`, the first secretary's first; 队员 only where it is the only one."""
    return _labels(role for role in TeamRole if getattr(posting, f"is_{role.value}"))


def roles_at(posting: Any, day: date) -> list[str]:
    """The same of one read `with_spells`; of one that is over, what it held on its last day; of one who is being handed
    the work, what it will be."""
    if posting.is_taking_over(day):
        return [f"接手{role}" for role in first_roles(posting)]
    is_over = posting.until is not None and posting.until <= day
    return _labels(s.role for s in posting.spells if (s.until == posting.until if is_over else s.holds(day)))


def first_roles(posting: Any) -> list[str]:
    """Those it began with."""
    return _labels(spell.role for spell in posting.spells if spell.since == posting.seat_since)


def _labels(roles: Iterable[str]) -> list[str]:
    held = sorted(set(map(TeamRole, roles)), key=RANK.__getitem__)
    leading = [role for role in held if role != TeamRole.MEMBER]
    return [role.label for role in leading or held]


def rank_of(posting: Any) -> int:
    held = [rank for role, rank in RANK.items() if getattr(posting, f"is_{role.value}")]
    return min(held, default=RANK[TeamRole.MEMBER])


def in_rank(postings: Iterable[Posting]) -> list[Posting]:
    """First secretary, leader, members; within each as they came."""
    return sorted(postings, key=rank_of)


def leading(postings: Sequence[Posting]) -> list[Posting]:
    return [posting for posting in in_rank(postings) if rank_of(posting) < RANK[TeamRole.MEMBER]]


def others(postings: Sequence[Posting]) -> list[Posting]:
    return [posting for posting in postings if rank_of(posting) == RANK[TeamRole.MEMBER]]


def missing(team: Any) -> int:
    """Seats open against 核定人数; `team` comes with its fit."""
    return max(team.seats - team.headcount, 0)


def age_of(cadre: Cadre, day: date) -> int | None:
    born = cadre.person.birth_month
    return full_years(born, day) if born else None


def rural_words(cadre: Cadre) -> str:
    """How much rural work, as it would be said aloud."""
    months = cadre.rural_months
    if months is None:
        return {True: "有", False: "没有", None: ""}[cadre.has_rural_experience]
    years, rest = divmod(months, 12)
    said = (f"{years} 年" if years else "") + (f" {rest} 个月" if rest else "")
    return said.strip() or "没有"
