"""What was done in a year, as values: visits, small matters, meetings, talks. Texts are put together from few words."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from zhucun.demo.invented import Dice, Posting, Team, Unit
from zhucun.demo.invented_year import FIRST_DAY, LAST_DAY, Held, Note, OfUnit, Work
from zhucun.demo.work_words import HEARINGS, JOINTS, MEETINGS, POLICIES, PRACTICAL, STUDIES, TALKS, VISITS, WENT_THERE
from zhucun.lib.periods import add_months, month_of
from zhucun.lib.workdays import Calendar

ONE_DAY = timedelta(days=1)
VISITS_A_MONTH, PRACTICAL_A_MONTH = 62, 22  # per cent of a person's months
POLICY, STUDY, ROUTINE, VILLAGE_MONTHLY = 24, 20, 55, 62  # per cent of a team's months
TALKED_WITH = 88  # per cent of the members of a quarter that is over
TALKED_WITH_SO_FAR = 9
HEARD, HEARD_AGAIN, WENT = 92, 46, 71  # per cent of the units, by July


def invent_work(postings: Sequence[Posting], units: Sequence[Unit], dice: Dice) -> Work:
    return _Dealer(postings, units, dice).work()


class _Dealer:
    def __init__(self, postings: Sequence[Posting], units: Sequence[Unit], dice: Dice) -> None:
        self._dice, self._units = dice, units
        self._teams: dict[str, list[Posting]] = {}
        for one in postings:
            self._teams.setdefault(one.team.seat, []).append(one)
        calendar, count = Calendar(), (LAST_DAY - FIRST_DAY).days + 1
        self._working = [day for n in range(count) if calendar.is_working_day(day := FIRST_DAY + timedelta(days=n))]
        self._months = [add_months(FIRST_DAY, n) for n in range(13)]
        self._of_month = {one: [day for day in self._working if month_of(day).since == one] for one in self._months}

    def work(self) -> Work:
        notes = (note for first in self._months for seat in self._teams for note in self._of_team(seat, first))
        return Work(
            tuple(sorted(notes, key=lambda one: (one.on, one.who, one.kind))),
            tuple(sorted((*self._joint(), *self._talks()), key=lambda one: (one.on, one.township, one.whom))),
            tuple(sorted(self._of_units(), key=lambda one: (one.on, one.unit, one.kind))),
        )

    def _there(self, seat: str, day: date) -> list[Posting]:
        return [one for one in self._teams[seat] if one.runs_on(day) and one.reported_on <= day]

    def _of_team(self, seat: str, first: date) -> Iterator[Note]:
        for one in self._teams[seat]:
            yield from self._of_person(one, first)
        for kind, chance, words in (("policy", POLICY, POLICIES), ("study", STUDY, STUDIES)):
            if self._dice.chance(chance) and (there := self._there(seat, day := self._day(first))):
                yield Note(self._dice.pick(there).person.name, kind, day, self._dice.pick(words))
        for purpose, chance in (("routine", ROUTINE), ("village_monthly", VILLAGE_MONTHLY)):
            if self._dice.chance(chance) and (there := self._there(seat, day := self._day(first))):
                leader = next((one for one in there if "leader" in one.roles), there[0])
                also = ("training",) if purpose == "routine" and self._dice.chance(20) else ()
                text, others = self._dice.pick(MEETINGS[purpose])
                yield Note(leader.person.name, "meeting", day, text, purposes=(purpose, *also), others=others)

    def _of_person(self, one: Posting, first: date) -> Iterator[Note]:
        for kind, chance, words in (("visit", VISITS_A_MONTH, VISITS), ("practical", PRACTICAL_A_MONTH, PRACTICAL)):
            if self._dice.chance(chance):
                day = self._day(first)
                text, following = self._dice.pick(words)
                if one.runs_on(day) and one.reported_on <= day:
                    yield Note(one.person.name, kind, day, text, following, names_households=True)

    def _day(self, first: date) -> date:
        return self._dice.pick(self._of_month[first])

    def _joint(self) -> Iterator[Held]:
        for first in self._months[:-1]:
            for township in sorted({seat[:9] for seat in self._teams}):
                if self._dice.chance(93):
                    day = self._of_month[first][self._dice.between(3, 9)]
                    also = ("training",) if self._dice.chance(25) else ()
                    yield Held(township, "meeting", day, self._dice.pick(JOINTS), ("joint", *also))

    def _talks(self) -> Iterator[Held]:
        """The secretary's, once a quarter with each member (R-ORG-07)."""
        for quarter in range(0, 13, 3):
            firsts = self._months[quarter : quarter + 3]
            chance = TALKED_WITH if len(firsts) == 3 else TALKED_WITH_SO_FAR
            for seat in self._teams:
                for one in self._teams[seat]:
                    day = self._day(self._dice.pick(firsts))
                    if self._dice.chance(chance) and one.runs_on(day) and one.reported_on <= day:
                        yield Held(seat[:9], "talk", day, self._dice.pick(TALKS), whom=one.person.name)

    def _of_units(self) -> Iterator[OfUnit]:
        """R-ORG-06: twice a year its members are heard, once its head goes there."""
        behind = {team.backing_unit.name: team for team in (ones[0].team for ones in self._teams.values())}
        for unit in self._units:
            team: Team = behind.get(unit.name) or next(iter(behind.values()))
            for months, chance, kind, words in (
                (self._months[3:6], HEARD, "unit_hearing", HEARINGS),
                (self._months[6:12], HEARD, "unit_hearing", HEARINGS),
                (self._months[11:13], HEARD_AGAIN, "unit_hearing", HEARINGS),
                (self._months[1:6], HEARD, "unit_visit", WENT_THERE),
                (self._months[6:13], WENT, "unit_visit", WENT_THERE),
            ):
                day = self._day(self._dice.pick(months))
                if self._dice.chance(chance):
                    yield OfUnit(unit.name, kind, max(day, team.since), self._dice.pick(words), team.seat)
