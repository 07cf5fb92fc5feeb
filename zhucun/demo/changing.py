"""Changes of June and July, made through their cases: proposed, heard, decided, issued, and one still undecided."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands
from zhucun.demo.staffing import Staffing
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import following
from zhucun.dispatch.changes.models import ChangeCase, SuccessorChoice
from zhucun.dispatch.changes.rules import State
from zhucun.dispatch.roster import noting
from zhucun.dispatch.roster.evidence import evidence_of
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people.models import Cadre

UNIT_HEAD, TOWNSHIP = "unit_head", "township_secretary"
ONE_DAY = timedelta(days=1)
ANSWER = "云组函〔2022〕31号"  # of the level above, where it has a say


class Changing:
    """Keeps which case belongs to which posting: the one that ends, or, of an addition, the one that comes."""

    def __init__(self, county: invented.County, hands: Hands, staffing: Staffing) -> None:
        self._county, self._hands, self._staffing = county, hands, staffing
        self._planned = [posting for posting in county.postings if posting.course]
        self._cases: dict[invented.Posting, ChangeCase] = {}
        self._choices: dict[invented.Posting, SuccessorChoice] = {}

    @property
    def days(self) -> set[date]:
        of_courses = (posting.course for posting in self._planned if posting.course)
        told = {day for c in of_courses for day in (c.proposed_on, c.said_on, c.decided_on, c.issued_on) if day}
        return told | {note.on for posting in self._county.postings for note in posting.notes}

    def on(
        self,
        day: date,
        postings: dict[invented.Posting, Posting],
        teams: Mapping[invented.Team, Team],
        cadres: Mapping[invented.Person, Cadre],
    ) -> None:
        for posting in self._county.postings:
            for note in (one for one in posting.notes if one.on == day):
                noting.note(postings[posting], **vars(note), by=self._township(posting, day))
        for posting, course in self._courses():
            if course.proposed_on == day:
                self._cases[posting] = self._proposed(posting, course, postings, teams)
            if course.said_on == day:
                self._say(posting, course, day)
            if course.decided_on == day:
                self._decide(posting, day)
            if course.issued_on == day:
                self._issue(posting, course, day, postings, cadres)

    def _courses(self) -> Iterator[tuple[invented.Posting, invented.Course]]:
        for posting in self._planned:
            if posting.course:
                yield posting, posting.course

    def makes(self, posting: invented.Posting) -> bool:
        """Whether it comes as an addition, so that its case posts it."""
        return posting in self._choices

    def post(self, posting: invented.Posting, day: date) -> Posting:
        told = {"since": posting.since, "basis": posting.basis, "roles": posting.roles}
        return following.post(self._choices[posting], **told, by=self._officer(day))

    def _proposed(
        self,
        posting: invented.Posting,
        course: invented.Course,
        postings: Mapping[invented.Posting, Posting],
        teams: Mapping[invented.Team, Team],
    ) -> ChangeCase:
        by = self._of(course.proposed_by, posting, course.proposed_on)
        why = {"ground": course.ground, "reason": course.reason}
        if course.kind == "reinforcement":
            return changes.reinforce(teams[posting.team], **why, by=by)
        row = postings[posting]
        evidence = [one.reference for one in evidence_of(row, by)] if course.kind == "recall" else ()
        return changes.open_case(row, kind=course.kind, **why, evidence=evidence, by=by)

    def _say(self, posting: invented.Posting, course: invented.Course, day: date) -> None:
        other = UNIT_HEAD if course.proposed_by == TOWNSHIP else TOWNSHIP
        said = changes.say_opinion(self._cases[posting], agrees=True, by=self._of(other, posting, day))
        self._cases[posting] = said

    def _decide(self, posting: invented.Posting, day: date) -> None:
        """By the office, and by those above where the sending level wants it (R-SEL-15)."""
        leader = self._hands.of("county_office_leader", self._county.code, day)
        case = changes.decide(self._cases[posting], agrees=True, by=leader)
        while case.state in (State.ORGANISATION, State.ABOVE):
            by = self._hands.of("organisation_department", self._county.code, day)
            case = changes.approve(case, agrees=True, document=ANSWER, by=by)
        self._cases[posting] = case

    def _issue(
        self,
        posting: invented.Posting,
        course: invented.Course,
        day: date,
        postings: dict[invented.Posting, Posting],
        cadres: Mapping[invented.Person, Cadre],
    ) -> None:
        by = self._officer(day)
        document = posting.end.basis if posting.end else posting.basis
        case = changes.carry_out(self._cases[posting], document=document, last_day=_last_day(posting, day), by=by)
        if posting.end:
            postings[posting] = Posting.objects.get(pk=postings[posting].pk)
            return
        choice = following.offer(case, cadre=cadres[posting.person], by=by)
        self._choices[posting] = following.confirm(choice, by=self._of(UNIT_HEAD, posting, day))
        cadres[posting.person].refresh_from_db(fields=["version", "fitness_confirmed_on"])  # the yes is written there

    def _of(self, role: str, posting: invented.Posting, day: date) -> Actor:
        if role == UNIT_HEAD:
            return self._staffing.head_of(posting.person.unit, day)
        return self._township(posting, day)

    def _township(self, posting: invented.Posting, day: date) -> Actor:
        return self._hands.of(TOWNSHIP, posting.team.seat[:9], day)

    def _officer(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._county.code, day)


def _last_day(posting: invented.Posting, day: date) -> date:
    """Of an addition it is the day from which one more is due."""
    return posting.end.last_day if posting.end else day
