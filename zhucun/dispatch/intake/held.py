"""What the county's roster holds, read in a fixed number of queries as plain data to decide on."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Q

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, RoleSpell, Team, TeamPlace
from zhucun.org.people.models import Cadre
from zhucun.org.people.same_person import HeldPerson, PersonMatcher, Traits
from zhucun.org.people.unit_cells import HeldUnits, held_units
from zhucun.org.places.place_cells import HeldPlaces, held_places

FACTS = (
    "sex",
    "birth_month",
    "party_joined_on",
    "education",
    "post",
    "rank",
    "employment",
    "has_rural_experience",
    "rural_months",
    "work_started_on",
    "skills",
    "home",
    "fitness_confirmed_on",
    "remark",
)
OF_PERSON = {"sex", "birth_month"}


@dataclass(slots=True)
class HeldPosting:
    """A running posting. `roles` are those held today."""

    key: int
    team: int
    since: date
    unit: int
    basis: str
    roles: frozenset[str] = frozenset()


@dataclass(slots=True)
class HeldTeam:
    key: int
    number: str
    name: str
    since: date
    seat: str
    places: list[int] = field(default_factory=list)


@dataclass
class Held:
    """`ended` is the day before which somebody's earlier postings lie."""

    county_code: str
    today: date
    places: HeldPlaces
    units: HeldUnits
    teams: dict[int, HeldTeam]
    team_at: dict[int, HeldTeam]
    people: PersonMatcher
    on_post: dict[int, HeldPerson]  # by cadre, who has a running posting
    ended: dict[int, date]


def held_for(by: Actor) -> Held:
    """Ten queries, however many people there are."""
    places = held_places(by)
    units = held_units(by, places)
    teams, team_at = _teams(by)
    postings = _postings(by)
    seats = {team.key: team.places[0] if team.places else None for team in teams.values()}
    people = list(_people(by, units, places, postings, seats))
    on_post = {person.key: person for person in people if person.posting}
    return Held(by.county_code, by.today, places, units, teams, team_at, PersonMatcher(people), on_post, _ended(by))


def _teams(by: Actor) -> tuple[dict[int, HeldTeam], dict[int, HeldTeam]]:
    rows = Team.objects.visible_to(by).filter(county_code=by.county_code, until__isnull=True)
    teams = {
        key: HeldTeam(key, number, name, since, seat)
        for key, number, name, since, seat in rows.values_list("pk", "number", "name", "since", "place_code")
    }
    team_at = {}
    open_places = TeamPlace.objects.visible_to(by).filter(until__isnull=True).order_by("-is_main", "pk")
    for team, place in open_places.values_list("team", "place"):
        if team in teams:
            teams[team].places.append(place)
            team_at[place] = teams[team]
    return teams, team_at


def _postings(by: Actor) -> dict[int, HeldPosting]:
    running = Posting.objects.visible_to(by).filter(Q(until__isnull=True) | Q(until__gt=by.today))
    roles: dict[int, set[str]] = defaultdict(set)
    for posting, role in RoleSpell.objects.as_of(by.today).filter(posting__in=running).values_list("posting", "role"):
        roles[posting].add(role)
    rows = running.values_list("pk", "cadre", "team", "since", "sending_unit", "start_basis")
    return {
        cadre: HeldPosting(key, team, since, unit, basis, frozenset(roles.get(key, ())))
        for key, cadre, team, since, unit, basis in rows
    }


def _ended(by: Actor) -> dict[int, date]:
    over = Posting.objects.visible_to(by).filter(until__lte=by.today).order_by().values("cadre")
    return dict(over.annotate(last=Max("until")).values_list("cadre", "last"))


def _people(
    by: Actor,
    units: HeldUnits,
    places: HeldPlaces,
    postings: dict[int, HeldPosting],
    seats: dict[int, int | None],
) -> list[HeldPerson]:
    columns = [f"person__{name}" if name in OF_PERSON else name for name in FACTS]
    known = ("pk", "unit", "person__name", "person__id_hash", "person__phone_hash", "person__phone_tail")
    rows = Cadre.objects.visible_to(by).filter(county_code=by.county_code).values_list(*known, *columns)
    found = []
    for key, unit, name, id_hash, phone_hash, tail, *facts in rows.iterator(chunk_size=5000):
        posting = postings.get(key)
        place = seats.get(posting.team) if posting else None
        values = dict(zip(FACTS, facts, strict=True))
        traits = Traits(name, id_hash, phone_hash, values["birth_month"], unit, place)
        found.append(HeldPerson(key, traits, values | {"phone_tail": tail}, posting=posting))
    return found


def shown(person: HeldPerson, held: Held) -> str:
    """县水利局，1985 年 3 月生，驻东岭镇石坪村."""
    traits = person.traits
    unit = held.units.by_key.get(traits.unit)
    month = traits.birth_month
    parts = [
        unit.name if unit else "没有登记单位",
        f"{month.year} 年 {month.month} 月生" if month else "",
        f"驻{held.places.full_name(traits.place)}" if traits.place else "现在不在岗",
    ]
    return "，".join(part for part in parts if part)
