"""Who of the demo county acts in the year's ledgers: members under their own name, those who decide on their leave."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands, morning
from zhucun.demo.staffing import Staffing
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts.actors import actor_for
from zhucun.org.people.models import Cadre
from zhucun.org.roles import TEAM_LEADER, TEAM_MEMBER, own_grant, team_grants
from zhucun.oversight.leave.models import LeaveStep

LEADS = {"leader", "first_secretary"}
COUNTY, TOWNSHIP, VILLAGE = 6, 9, 12
OF_COUNTY = {
    "county_office": "county_office_leader",
    "organisation_department": "organisation_department",
    "county_leader": "county_leader",
}
SECRETARY, ORGANISER = "township_secretary", "township_organiser"


class PeopleOf:
    """Each is looked up once; their acts bear the day on which they were done."""

    def __init__(
        self,
        county: invented.County,
        hands: Hands,
        staffing: Staffing,
        postings: Mapping[invented.Posting, Posting],
        cadres: Mapping[invented.Person, Cadre],
    ) -> None:
        self.stands_on = county.stands_at.date()
        self._hands, self._staffing, self._stand_ins = hands, staffing, county.stand_ins
        self._rows, self._cadres = postings, cadres
        self._by_name = {posting.person.name: posting for posting in county.postings}
        self._known: dict[str, Actor] = {}
        self._of_teams: dict[str, list[invented.Posting]] = {}
        for posting in county.postings:
            self._of_teams.setdefault(posting.team.seat, []).append(posting)

    def told(self, name: str) -> invented.Posting:
        return self._by_name[name]

    def cadre(self, told: invented.Posting) -> Cadre:
        return self._cadres[told.person]

    def posting(self, name: str) -> Posting:
        return self._rows[self._by_name[name]]

    def of_team(self, seat: str, day: date) -> list[invented.Posting]:
        return [one for one in self._of_teams[seat] if one.runs_on(day) and one.reported_on <= day]

    def member(self, name: str, day: date) -> Actor:
        if name not in self._known:
            self._known[name] = self._member(self._by_name[name])
        return replace(self._known[name], now=morning(day))

    def _member(self, told: invented.Posting) -> Actor:
        """With what the posting gives them."""
        row, account = self._rows[told], self._staffing.account_of(told.person)
        role = TEAM_LEADER if LEADS & set(told.roles) else TEAM_MEMBER
        return Actor(
            name=account.name,
            now=morning(told.since),
            grants=(own_grant(account.pk), *team_grants(role, team_id=row.team_id, cadre_id=row.cadre_id)),
            account_id=account.pk,
            person_id=account.person_id,
            persons=frozenset({account.person_id}),
            county_code=account.county_code,
            is_demo=True,
        )

    def of_place(self, role: str, place_code: str, day: date) -> Actor:
        digits = VILLAGE if role == "village_secretary" else TOWNSHIP
        return self._hands.of(role, place_code[:digits], day)

    def who_decides(self, step: LeaveStep, asker: str, day: date) -> Actor:
        if step.role in OF_COUNTY:
            return self._hands.of(OF_COUNTY[step.role], step.place_code[:COUNTY], day)
        told = self._by_name[asker]
        if step.role == "team_leader":
            return self.leader_of(told.team.seat, day)
        if step.role == "sending_unit":
            return self.head_of(told.person.unit, day)
        if step.role == SECRETARY:
            return self.secretary(step.place_code[:TOWNSHIP], day)
        return self.of_place(step.role, step.place_code, day)

    def secretary(self, township: str, day: date) -> Actor:
        return self._stand_in(township, day) or self.of_place(SECRETARY, township, day)

    def leader_of(self, seat: str, day: date) -> Actor:
        leader = next(one for one in self._of_teams[seat] if "leader" in one.roles and one.runs_on(day))
        return self.member(leader.person.name, day)

    def head_of(self, unit: invented.Unit, day: date) -> Actor:
        if unit.name not in self._known:
            self._known[unit.name] = self._staffing.head_of(unit, day)
        return replace(self._known[unit.name], now=morning(day))

    def _stand_in(self, township: str, day: date) -> Actor | None:
        """Whoever stands in for a secretary who is gone (R-ORG-13)."""
        gone = (one for one in self._stand_ins if one.place_code == township and one.last_day is None)
        if any(one.since <= day for one in gone):
            return replace(actor_for(self._hands.account(ORGANISER, township)), now=morning(day))
        return None
