"""Makes the demo county in the current database, through the product's acts, in the order in which things happened."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhucun.demo import invented, screened
from zhucun.demo.announcing import Announcing
from zhucun.demo.caring import Caring
from zhucun.demo.changing import Changing
from zhucun.demo.county import invented_county
from zhucun.demo.funding import Funding
from zhucun.demo.gathering import Gathering
from zhucun.demo.growing import Growing
from zhucun.demo.handing import HandingOver
from zhucun.demo.hands import Hands, grouped, operator
from zhucun.demo.invented import Dice
from zhucun.demo.invented_doubts import DAYS
from zhucun.demo.linking import Linking
from zhucun.demo.living import Living
from zhucun.demo.mentoring import Mentoring
from zhucun.demo.monthly_story import MonthlyStory
from zhucun.demo.overseeing import Overseeing
from zhucun.demo.people_of import PeopleOf
from zhucun.demo.promising import Promising
from zhucun.demo.questioning import Questioning
from zhucun.demo.reporting import Reporting
from zhucun.demo.round_story import RoundStory
from zhucun.demo.ruling import Ruling
from zhucun.demo.seating import Seating
from zhucun.demo.sharing import Sharing
from zhucun.demo.solving import Solving
from zhucun.demo.staffing import Staffing
from zhucun.demo.teaching import Teaching
from zhucun.demo.testing import Testing
from zhucun.demo.village_books import ENTERED_ON, VillageBooks
from zhucun.demo.village_life import VillageLife
from zhucun.demo.watching import Watching
from zhucun.demo.working import Working
from zhucun.demo.writing_up import WritingUp
from zhucun.desk.feedback import acts as feedback
from zhucun.desk.feedback.models import Suggestion
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people import acts as people
from zhucun.org.people import facts
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.places import acts as places
from zhucun.org.places.founding import found_county
from zhucun.org.places.models import Place
from zhucun.policy.versions import acts as policies

FEW_DAYS = timedelta(days=6)
LEVELS = (("township",), ("community", "village"), ("site",))


@transaction.atomic
def load_demo(county: invented.County | None = None, *, one_by_one: bool = False) -> None:
    """The whole county or another of the kind; `one_by_one` uses no act's bulk entrance, and gives equal rows."""
    _Loading(county or invented_county(), Hands(one_by_one=one_by_one)).everything()


SOUTH_WEST = (1_900_000, 11_450_000)  # of a county that does not exist: out at sea
STEP = 60  # hundred-thousandths of a degree to a step of the sketch: the county is some sixty kilometres wide
AROUND, AROUND_SEED = 60, 20220711  # steps


def _position(place: invented.Place) -> dict[str, int]:
    """Where a township would lie, as it lies on the sketch, whose second axis points south."""
    return {"north": SOUTH_WEST[0] - STEP * (place.y or 0), "east": SOUTH_WEST[1] + STEP * (place.x or 0)}


def _positions(all_of_it: Sequence[invented.Place]) -> dict[str, dict[str, int]]:
    """Villages lie within some five kilometres of their township, where chance puts them."""
    dice, drawn = Dice(AROUND_SEED), {one.code: one for one in all_of_it if one.x is not None}
    found = {code: _position(one) for code, one in drawn.items()}
    for one in all_of_it:
        if one.parent in drawn:
            seat = found[one.parent]
            found[one.code] = {axis: seat[axis] + STEP * dice.between(-AROUND, AROUND) for axis in ("north", "east")}
    return found


class _Loading:
    """Keeps, of everything made so far, which row it became."""

    def __init__(self, county: invented.County, hands: Hands) -> None:
        self._county, self._hands = county, hands
        self._places: dict[str, Place] = {}
        self._units: dict[invented.Unit, Unit] = {}
        self._cadres: dict[invented.Person, Cadre] = {}
        self._teams: dict[invented.Team, Team] = {}
        self._postings: dict[invented.Posting, Posting] = {}
        self._screening = screened.JuneScreening(self._county, self._places, hands)
        self._suggestions: dict[invented.Suggestion, Suggestion] = {}

    def everything(self) -> None:
        self._open()
        self._add_places()
        self._add_units()
        self._staffing.open_offices_below(self._units)
        self._add_cadres()
        people = PeopleOf(self._county, self._hands, self._staffing, self._postings, self._cadres)
        self._living = Living(self._county, self._places[self._county.code], self._hands, people)
        solving = Solving(self._county, self._hands, people, self._teams)
        self._working = Working(self._county, self._hands, people, self._places, self._teams, self._units, solving)
        self._months = MonthlyStory(self._county, self._hands, people, self._places, self._units)
        self._reporting = Reporting(self._county, self._hands, people, self._places)
        self._overseeing = Overseeing(self._county, self._places[self._county.code], self._hands, people)
        self._round = RoundStory(self._county, self._places, self._postings, self._hands)
        for day in self._days():
            self._decide_policy(day)
            self._tag(day)
            self._form_teams(day)
            self._size(day)
            self._changing.on(day, self._postings, self._teams, self._cadres)
            self._end(day)
            self._start(day)
            self._staffing.members_come_and_go(day, self._cadres)
            self._handing.on(day, self._postings, self._cadres)
            self._staffing.others_stand_in(day)
            self._talk(day)
            self._ruling.on(day)
            self._questioning.on(day)
            self._promising.on(day, self._teams)
            self._round.go_on(day)
            self._living.on(day)
            self._working.on(day)
            self._teaching.on(day)
            self._testing.on(day, people)
            self._mentoring.on(day, people)
            self._sharing.on(day)
            self._months.on(day)
            self._reporting.on(day, self._teams)
            if self._county.is_screened:
                self._screening.happens_on(day)
            if day == ENTERED_ON:
                VillageBooks(self._county, self._places, self._units, self._hands).enter(self._officer(day))
            self._linking.on(day)
        home, last = self._places[self._county.code], self._county.stands_at.date()
        if self._county.tells_months:
            self._keep_ledgers(home, last, people)
        self._overseeing.bring_in()
        if self._county.tells_months:
            self._at_the_end(home, last)
        self._staffing.most_have_entered()

    def _keep_ledgers(self, home: Place, last: date, people: PeopleOf) -> None:
        """Each line bears its own day."""
        Funding(home, self._hands, last).bring_in()
        Seating(self._county, self._places, self._hands).bring_in()
        Gathering(self._county, self._hands, people, self._places, self._teams).bring_in()
        Growing(home, self._hands, last).bring_in()
        VillageLife(self._county, home, self._hands, people, self._places).bring_in()

    def _at_the_end(self, home: Place, last: date) -> None:
        """Nothing else rests on these."""
        Caring(home, self._hands, last).bring_in()
        Announcing(home, self._hands).bring_in()
        Watching(home, self._hands, last).bring_in()
        WritingUp(home, self._hands).bring_in()

    def _open(self) -> None:
        county = self._county
        by = operator(county.founded_on, reach=county.code)
        home = found_county(county.code, county.name, since=county.founded_on, above=county.above, by=by)
        stands_at = timezone.make_aware(county.stands_at)
        office = places.open_county(
            home, office_name=county.office_name, is_demo=True, clock_stands_at=stands_at, by=by
        )
        self._places[county.code] = home
        self._staffing = Staffing(county, home, self._hands)
        self._staffing.open_the_office()
        self._handing = HandingOver(county, self._hands, self._staffing)
        self._changing = Changing(county, self._hands, self._staffing)
        self._ruling = Ruling(home, self._hands)
        self._questioning = Questioning(home, self._hands)
        self._promising = Promising(self._hands)
        self._teaching = Teaching(home, self._hands)
        self._testing = Testing(home, self._hands)
        self._mentoring = Mentoring(home, self._hands)
        self._sharing = Sharing(home, self._hands)
        self._linking = Linking(county, self._places, self._hands)
        places.start_county(office, started_on=county.founded_on, by=self._officer(county.founded_on))

    def _officer(self, day: date) -> Any:
        return self._hands.of("county_officer", self._county.code, day)

    def _add_places(self) -> None:
        by = self._officer(self._county.founded_on)
        for kinds in LEVELS:
            of_level = [place for place in self._county.places if place.kind in kinds]
            calls = [(self._places[place.parent], self._told_of(place, n)) for n, place in enumerate(of_level, start=1)]
            made = self._hands.do(places.add, calls, by=by)
            self._places.update((place.code, place) for place in made)
        located = [(self._places[code], position) for code, position in _positions(self._county.places).items()]
        self._places.update((place.code, place) for place in self._hands.do(places.locate, located, by=by))

    def _told_of(self, place: invented.Place, position: int) -> dict[str, Any]:
        return {
            "code": place.code,
            "name": place.name,
            "kind": place.kind,
            "since": self._county.founded_on,
            "position": position,
            "sketch_x": place.x,
            "sketch_y": place.y,
        }

    def _add_units(self) -> None:
        since, home = self._county.founded_on, self._places[self._county.code]
        calls = [
            (home, {**asdict(unit), "since": since, "position": n})
            for n, unit in enumerate(self._county.units, start=1)
        ]
        made = self._hands.do(people.add_unit, calls, by=self._officer(since))
        self._units = dict(zip(self._county.units, made, strict=True))

    def _add_cadres(self) -> None:
        """The pool as it was at the founding; whoever began to work later joins it then."""
        founded, home = self._county.founded_on, self._places[self._county.code]
        calls = [(home, self._told_of_person(person)) for person in self._county.people]
        made = self._hands.do(people.add_cadre, calls, by=self._officer(founded))
        worked = [person for person in self._county.people if person.rural_spells]
        self._cadres = dict(zip(self._county.people, made, strict=True))
        calls = [(self._cadres[one], {"spells": [vars(spell) for spell in one.rural_spells]}) for one in worked]
        made = self._hands.do(facts.set_rural_work, calls, by=self._officer(founded))
        self._cadres.update(zip(worked, made, strict=True))

    def _told_of_person(self, person: invented.Person) -> dict[str, Any]:
        told = {name: value for name, value in vars(person).items() if name != "rural_spells"}
        since = max(self._county.founded_on, person.work_started_on)
        return {**told, "unit": self._units[person.unit], "home": self._places.get(person.home), "since": since}

    def _days(self) -> list[date]:
        county = self._county
        return sorted(
            {tag.since for tag in county.tags}
            | {size.since for team in county.teams for size in team.sizes}
            | {posting.since for posting in county.postings}
            | {_day_after(posting.end) for posting in county.postings if posting.end}
            | {one.since for one in (*county.stand_ins, *county.policies)}
            | {ENTERED_ON}
            | self._handing.days
            | self._ruling.days
            | Promising.days
            | Teaching.days
            | Questioning.days
            | Testing.days
            | Mentoring.days
            | Sharing.days
            | Linking.days
            | set(self._days_of_the_round())
            | self._living.days
            | self._working.days
            | self._months.days
            | self._reporting.days
            | self._changing.days
            | set(DAYS if county.is_screened else ())
            | {day for one in county.suggestions for day in (one.on, one.answered_on) if day}
        )

    def _days_of_the_round(self) -> Iterator[date]:
        if told := self._county.round:
            yield told.opened_on
            yield from (day for need in told.needs for day in (need.raised_on, need.studied_on) if day)

    def _tag(self, day: date) -> None:
        tags = [tag for tag in self._county.tags if tag.since == day]
        calls = [(self._places[tag.place], {"tag": tag.tag, "since": day, "basis": tag.basis}) for tag in tags]
        self._hands.do(places.tag, calls, by=self._officer(day))

    def _form_teams(self, day: date) -> None:
        new, by = [team for team in self._county.teams if team.since == day], self._officer(day)
        made = self._hands.do(
            roster.form_team, [(self._places[team.seat], self._told_of_team(team)) for team in new], by=by
        )
        self._teams.update(zip(new, made, strict=True))
        also = [(team, self._places[code]) for team in new for code in team.also]
        serving = [(self._teams[team], {"place": place, "since": day}) for team, place in also]
        self._hands.do(roster.serve, serving, by=by)

    def _told_of_team(self, team: invented.Team) -> dict[str, Any]:
        return {
            "number": team.number,
            "since": team.since,
            "backing_unit": self._units[team.backing_unit],
            "approved_size": team.sizes[0].size,
            "basis": team.basis,
        }

    def _size(self, day: date) -> None:
        changed = [(team, size) for team in self._county.teams for size in team.sizes[1:] if size.since == day]
        self._hands.do(
            roster.approve_size, [(self._teams[t], asdict(size)) for t, size in changed], by=self._officer(day)
        )

    def _end(self, day: date) -> None:
        ending = [posting for posting in self._county.postings if self._ends_plainly(posting, day)]
        calls = [(self._postings[posting], vars(posting.end)) for posting in ending]
        made = self._hands.do(roster.end, calls, by=self._officer(day))
        self._postings.update(zip(ending, made, strict=True))

    @staticmethod
    def _ends_plainly(posting: invented.Posting, day: date) -> bool:
        """Without a case: before June, when there were none yet."""
        return posting.end is not None and posting.course is None and _day_after(posting.end) == day

    def _start(self, day: date) -> None:
        """By the county's office, after the units' yes; the townships then enter who arrived (R-SEL-22)."""
        new = [posting for posting in self._county.postings if posting.since == day]
        said_yes = [posting.person for posting in new if posting.person.name not in self._county.unconfirmed]
        calls = [(self._cadres[person], {"on": day - FEW_DAYS}) for person in said_yes]
        made = self._hands.do(facts.confirm_fitness, calls, by=self._officer(day))
        self._cadres.update(zip(said_yes, made, strict=True))
        plainly = [posting for posting in new if not self._changing.makes(posting)]
        calls = [(self._teams[posting.team], self._told_of_posting(posting)) for posting in plainly]
        made = self._hands.do(roster.start, calls, by=self._officer(day))
        self._postings.update(zip(plainly, made, strict=True))
        self._postings.update((one, self._changing.post(one, day)) for one in new if self._changing.makes(one))
        arrived = [posting for posting in new if posting.kind != "backfill"]
        for township, postings in grouped(arrived, lambda posting: posting.team.seat[:9]).items():
            by = self._hands.of("township_organiser", township, max(posting.reported_on for posting in postings))
            calls = [(self._postings[posting], {"arrived_on": posting.reported_on}) for posting in postings]
            self._postings.update(zip(postings, self._hands.do(roster.report_in, calls, by=by), strict=True))

    def _told_of_posting(self, posting: invented.Posting) -> dict[str, Any]:
        is_backfilled = posting.kind == "backfill"
        return {
            "cadre": self._cadres[posting.person],
            "since": posting.since,
            "basis": posting.basis,
            "kind": posting.kind,
            "roles": posting.roles,
            "succeeds": self._postings[posting.succeeds] if posting.succeeds else None,
            "reported_on": posting.reported_on if is_backfilled else None,
        }

    def _decide_policy(self, day: date) -> None:
        """Approved by another than who proposed it (R-SEC-14)."""
        for one in (one for one in self._county.policies if one.since == day):
            home, leader = (
                self._places[self._county.code],
                self._hands.of("county_office_leader", self._county.code, day),
            )
            told = {"title": one.title, "since": day, "values": one.values, "basis": one.basis}
            policies.approve(policies.propose(home, **told, by=self._officer(day)), by=leader)

    def _talk(self, day: date) -> None:
        for one in self._county.suggestions:
            if one.on == day:
                giver = self._hands.account(one.role, one.place_code)
                by = self._hands.of(one.role, one.place_code, day)
                self._suggestions[one] = feedback.give(giver, text=one.text, by=by)
            elif one.answered_on == day:
                feedback.answer(self._suggestions[one], answer=one.answer, by=self._officer(day))


def _day_after(end: invented.End) -> date:
    return end.last_day + timedelta(days=1)
