"""What a record is judged by and made from: the list of the day, who was expected, what their days said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting, Team, TeamBacking, TeamPlace
from zhucun.lib.periods import holds
from zhucun.org.places.models import Place
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.reading import Day
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import NOT_THERE, Terms
from zhucun.oversight.onsite import rules
from zhucun.policy import in_force as policy
from zhucun.policy.inspection_values import Inspection


@dataclass(frozen=True)
class Person:
    """Somebody of the team on the day: `ledger` is what their days say in words, `is_expected` whether to be there."""

    posting: Posting
    ledger: str
    is_expected: bool


def person_of(posting: Posting, day: Day, terms: Terms) -> Person:
    """Both halves of the day are looked at: when somebody was there is not asked (R-BUR-01)."""
    marks = [mark for mark in dict.fromkeys((day.morning, day.afternoon)) if mark != NOT_THERE]
    parts = [terms.by_mark[mark] for mark in marks]
    words = "，".join(f"{when}{one.label}" for when, one in zip(("上午", "下午"), parts, strict=False))
    ledger = words if len(parts) > 1 else "".join(one.label for one in parts)
    return Person(posting, ledger, any(one.key in rules.EXPECTED for one in parts))


@dataclass
class Facts:
    """Of teams on days, all of them read at once."""

    asked: Sequence[tuple[Team, date]]
    by: Actor
    _people: dict[tuple[int, date], list[Person]] = field(default_factory=dict)

    @cached_property
    def _teams(self) -> set[int]:
        return {team.pk for team, _ in self.asked}

    @cached_property
    def postings(self) -> dict[int, list[Posting]]:
        found: dict[int, list[Posting]] = defaultdict(list)
        rows = Posting.objects.filter(team__in=self._teams, reported_on__isnull=False)
        for row in rows.select_related("cadre__person").order_by("since", "pk"):
            found[row.team_id].append(row)
        return found

    @cached_property
    def _backings(self) -> list[TeamBacking]:
        return list(TeamBacking.objects.filter(team__in=self._teams))

    @cached_property
    def _places(self) -> list[TeamPlace]:
        return list(TeamPlace.objects.filter(team__in=self._teams).select_related("place").order_by("-is_main", "pk"))

    def backing_of(self, team: Team, day: date) -> int | None:
        held = (one.unit_id for one in self._backings if one.team_id == team.pk and holds(one.since, one.until, day))
        return next(held, None)

    def place_of(self, team: Team, day: date, code: str) -> Place:
        """The village named, or the main one. Raises Refused where the team does not serve it."""
        found = next((one.place for one in self.served(team, day) if one.place.code == code or not code), None)
        if found is None:
            raise Refused("这支队那天不驻这个村。", field="village")
        return found

    def served(self, team: Team, day: date) -> list[TeamPlace]:
        """The main one first."""
        return [one for one in self._places if one.team_id == team.pk and holds(one.since, one.until, day)]

    def inspection(self, team: Team, day: date) -> Inspection:
        return policy.known_to(self.by, day, [team.county_code])[team.county_code].inspection

    def people_of(self, team: Team, day: date) -> list[Person]:
        """Who had reported and not left, in the order in which they came."""
        if (team.pk, day) not in self._people:
            self._read(day)
        return self._people[team.pk, day]

    def _read(self, day: date) -> None:
        """All teams that are asked about on this day, in two queries."""
        teams = [team for team, on in self.asked if on == day]
        there = {team.pk: [one for one in self.postings[team.pk] if _is_there(one, day)] for team in teams}
        days = self._days([one.pk for found in there.values() for one in found], day, teams)
        for team in teams:
            terms = terms_for(self.by, team.county_code, day)
            self._people[team.pk, day] = [person_of(one, days[one.pk], terms) for one in there[team.pk]]

    def _days(self, postings: list[int], day: date, teams: Iterable[Team]) -> dict[int, Day]:
        county = next(iter(teams)).county_code
        return reading.today(postings, day, terms_for(self.by, county, day)) if postings else {}


def _is_there(posting: Posting, day: date) -> bool:
    return posting.is_there(day) and posting.reported_on is not None and posting.reported_on <= day
