"""Who holds the offices that decide on leave, on a day: so that a vacant one is passed up and the path has names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from zhucun.acts.rows import holds_on
from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS, Posting, RoleSpell
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.places.models import Place
from zhucun.oversight.leave.rules import SPEAKS
from zhucun.policy.leave import INFORMED

COUNTY_DIGITS = 6
OF_TOWNSHIP = ("township_organiser", "township_secretary")


@dataclass(frozen=True)
class Seat:
    """Where a step of this role is decided for a posting: in its team, unit, township or county."""

    role: str
    where: str | int


def seat_of(role: str, posting: Posting) -> Seat:
    if role == "team_leader":
        return Seat(role, posting.team_id)
    if role == "sending_unit":
        return Seat(role, posting.sending_unit_id)
    digits = TOWNSHIP_DIGITS if role in OF_TOWNSHIP else COUNTY_DIGITS
    return Seat(role, posting.place_code[:digits])


class Offices:
    """The holders of all offices that may decide on these postings' leave. Each part is read when it is first asked
    for: offices in one query, leaders in another, names in a third, however many postings."""

    def __init__(self, postings: Iterable[Posting], day: date) -> None:
        self._postings, self._day = list(postings), day
        digits = (COUNTY_DIGITS, TOWNSHIP_DIGITS)
        self._codes = {posting.place_code[:length] for posting in self._postings for length in digits}

    @cached_property
    def holders(self) -> dict[Seat, dict[int, str]]:
        """Persons who may decide, by name; an account without a person counts as one."""
        found: dict[Seat, dict[int, str]] = defaultdict(dict)
        for role, code, unit, person, name in self._held():
            for step, spoken_by in SPEAKS.items():
                if role in spoken_by:
                    found[Seat(step, unit or code)][person or 0] = name
        for _, team, person, name, enters in self._led:
            if enters:  # a leader without a log-in decides nothing: the step goes up
                found[Seat("team_leader", team)][person] = name
        return found

    def _held(self) -> Iterable[tuple]:
        """Appointments and deputations of the day, one query."""
        roles = {role for spoken in SPEAKS.values() for role in spoken} - {"team_leader"}
        units = {posting.sending_unit_id for posting in self._postings}
        columns = ("role", "place_code", "unit", "account__person", "account__name")
        where = Q(unit__isnull=True, place_code__in=self._codes) | Q(unit__in=units)
        held, stood_in = (
            model.objects.as_of(self._day)
            .filter(where, role__in=roles, account__is_active=True)
            .order_by()
            .values_list(*columns)
            for model in (Appointment, Deputation)
        )
        return held.union(stood_in, all=True)

    @cached_property
    def _led(self) -> list[tuple]:
        """Leaders on the day: posting, team, person, name, whether they have a log-in."""
        led = RoleSpell.objects.filter(
            holds_on(self._day), role=TeamRole.LEADER, posting__team__in={one.team_id for one in self._postings}
        )
        accounts = Account.objects.filter(person=OuterRef("posting__cadre__person"), is_active=True)
        columns = ("posting", "posting__team", "posting__cadre__person", "posting__cadre__person__name", "enters")
        return list(led.annotate(enters=Exists(accounts)).values_list(*columns))

    @cached_property
    def leaders(self) -> set[int]:
        """The postings that lead a team."""
        return {row[0] for row in self._led}

    @cached_property
    def _places(self) -> dict[str, str]:
        return dict(Place.objects.filter(code__in=self._codes, until__isnull=True).values_list("code", "name"))

    def is_held(self, role: str, posting: Posting) -> bool:
        """By anybody but the one who asks."""
        return bool(set(self.holders[seat_of(role, posting)]) - {posting.cadre.person_id})

    def who(self, role: str, posting: Posting) -> str:
        """东岭镇党委书记; 县自然资源局; 队长黎明远."""
        if role == "team_leader":
            led = (name for _, team, person, name, _ in self._led if _is_other(team, person, posting))
            return f"队长{next(led, '')}"
        if role == "sending_unit":
            return posting.sending_unit.name
        if role in OF_TOWNSHIP:
            township = self._places.get(posting.place_code[:TOWNSHIP_DIGITS], "乡镇")
            return f"{township}{INFORMED[role].removeprefix('乡镇')}"
        return INFORMED.get(role, role)

    def told(self, role: str, posting: Posting) -> str:
        return self.who(role, posting) if role in SPEAKS else INFORMED.get(role, role)


def _is_other(team: int, person: int, posting: Posting) -> bool:
    return team == posting.team_id and person != posting.cadre.person_id
