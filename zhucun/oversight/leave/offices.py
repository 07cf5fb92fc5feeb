"""Who holds the offices that decide on leave, on a day: so that a vacant one is passed up and the path has names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

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
    """The holders of all offices that may decide on these postings' leave. Five queries, however many postings."""

    def __init__(self, postings: Iterable[Posting], day: date) -> None:
        postings = list(postings)
        self.holders: dict[Seat, dict[int, str]] = defaultdict(dict)
        self.names: dict[str | int, str] = {}
        self.leaders: set[int] = set()
        self._read_offices(postings, day)
        self._read_leaders({posting.team_id for posting in postings}, day)
        codes = {posting.place_code[:digits] for posting in postings for digits in (COUNTY_DIGITS, TOWNSHIP_DIGITS)}
        self.names |= dict(Place.objects.filter(code__in=codes, until__isnull=True).values_list("code", "name"))
        self.names |= {posting.sending_unit_id: posting.sending_unit.name for posting in postings}

    def _read_offices(self, postings: list[Posting], day: date) -> None:
        roles = {role for spoken in SPEAKS.values() for role in spoken} - {"team_leader"}
        units = {posting.sending_unit_id for posting in postings}
        codes = {posting.place_code[:digits] for posting in postings for digits in (COUNTY_DIGITS, TOWNSHIP_DIGITS)}
        for model in (Appointment, Deputation):
            held = model.objects.as_of(day).filter(role__in=roles, account__is_active=True)
            held = held.filter(Q(unit__isnull=True, place_code__in=codes) | Q(unit__in=units))
            for role, code, unit, person, name in held.values_list(
                "role", "place_code", "unit", "account__person", "account__name"
            ):
                self._note(role, unit or code, person, name)

    def _note(self, role: str, where: str | int, person: int | None, name: str) -> None:
        for step, spoken_by in SPEAKS.items():
            if role in spoken_by:
                self.holders[Seat(step, where)][person or 0] = name

    def _read_leaders(self, teams: set[int], day: date) -> None:
        """A leader without a log-in decides nothing: the step goes up."""
        led = RoleSpell.objects.filter(holds_on(day), role=TeamRole.LEADER, posting__team__in=teams)
        rows = led.values_list("posting", "posting__team", "posting__cadre__person", "posting__cadre__person__name")
        found = list(rows)
        self.leaders = {posting for posting, _, _, _ in found}
        persons = {person for _, _, person, _ in found}
        enter = set(Account.objects.filter(person__in=persons, is_active=True).values_list("person", flat=True))
        for _, team, person, name in found:
            if person in enter:
                self.holders[Seat("team_leader", team)][person] = name

    def is_held(self, role: str, posting: Posting) -> bool:
        """By anybody but the one who asks."""
        return bool(set(self.holders[seat_of(role, posting)]) - {posting.cadre.person_id})

    def who(self, role: str, posting: Posting) -> str:
        """石坪镇党委书记; 县自然资源局; 队长黎明远."""
        seat = seat_of(role, posting)
        if role == "team_leader":
            others = {person: name for person, name in self.holders[seat].items() if person != posting.cadre.person_id}
            return f"队长{next(iter(others.values()), '')}"
        if role == "sending_unit":
            return self.names[posting.sending_unit_id]
        if role in OF_TOWNSHIP:
            return f"{self.names.get(seat.where, '乡镇')}{INFORMED[role].removeprefix('乡镇')}"
        return INFORMED.get(role, role)

    def told(self, role: str, posting: Posting) -> str:
        return self.who(role, posting) if role in SPEAKS else INFORMED.get(role, role)
