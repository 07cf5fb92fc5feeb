"""Who learns from whom in the demo county: newcomers paired on two days, their contacts, one pair that ended early."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands
from zhucun.demo.invented_cases import CONTACTS, ENDED, PLANS
from zhucun.demo.people_of import PeopleOf
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.records.notes import acts as work
from zhucun.training.mentoring import acts as mentoring
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.reading import suggested_for
from zhucun.training.mentoring.rules import KIND

TOWNSHIP = "990126101"
LAST_YEAR, PAIRED, ENDED_ON = date(2021, 7, 8), date(2022, 3, 8), date(2022, 5, 20)
MET = (date(2022, 3, 22), date(2022, 4, 19), date(2022, 5, 17), date(2022, 6, 21))
EARLY, MOST = 2, 12


class Mentoring:
    """`on(day)` pairs, or lets those in pairs note a contact."""

    days = frozenset({LAST_YEAR, PAIRED, ENDED_ON, *MET})

    def __init__(self, home: Place, hands: Hands) -> None:
        self._home, self._hands = home, hands

    def on(self, day: date, people: PeopleOf) -> None:
        if day in (LAST_YEAR, PAIRED):
            self._pair(day, EARLY if day == LAST_YEAR else MOST)
        if day in MET:
            self._meet(day, people)
        if day == ENDED_ON and (row := MentorPair.objects.as_of(day).order_by("-pk").first()):
            mentoring.end(row, because=ENDED, by=self._officer(day))

    def _officer(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._home.code, day)

    def _pair(self, day: date, most: int) -> None:
        """Whoever came last first, those of the township the demo's own people are in before others."""
        by = self._officer(day)
        there = Posting.objects.filter(place_code__startswith=self._home.code).there_on(day).select_related("cadre")
        here = there.filter(place_code__startswith=TOWNSHIP).order_by("-since", "pk")[: most // 3 + 1]
        rows = list(dict.fromkeys([*here, *there.order_by("-since", "pk")[:most]]))
        for at, mentee in enumerate(_apart(rows)[:most]):
            found = suggested_for(mentee, by)
            if found and not MentorPair.objects.as_of(day).filter(mentee=mentee).exists():
                mentor = Posting.objects.get(pk=found[0].key)
                mentoring.pair(mentee, mentor_posting=mentor, plan=PLANS[at % len(PLANS)], by=by)

    def _meet(self, day: date, people: PeopleOf) -> None:
        """Two of three note something each month."""
        running = MentorPair.objects.as_of(day).select_related("mentee__cadre__person", "mentee__team").order_by("pk")
        for at, row in enumerate(running):
            if (at + day.month) % 3:
                told = {"kind": KIND, "text": CONTACTS[(at + day.month) % len(CONTACTS)], "happened_on": day}
                by = people.member(row.mentee.cadre.person.name, day)
                work.write(row.mentee.team, **told, answers=[{"name": "pair", "value": str(row.pk)}], by=by)


def _apart(rows: Sequence[Posting]) -> list[Posting]:
    """One of a team, so that two of one team are not both newcomers."""
    return list({row.team_id: row for row in reversed(rows)}.values())[::-1]
