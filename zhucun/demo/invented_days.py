"""A year of days of the invented county: who was on leave, on a trip, on duty at the weekend, team by team.

Of no team is nobody left in the village on a working day (R-LEA-08). On the county's day the county stands as the
story says: 9 on business, 14 on leave, 2 of whom the village says otherwise, the others in the village.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from zhucun.demo.invented import Dice, Posting, Team
from zhucun.demo.invented_year import FIRST_DAY, LAST_DAY, Change, LeaveTaken
from zhucun.demo.year_words import ANNUAL, DUTIES, ILLNESSES, PERSONAL, SESSIONS, TRIPS
from zhucun.lib.halves import beyond, day_of, half_of
from zhucun.lib.periods import full_years, month_of
from zhucun.lib.workdays import Calendar

ONE_DAY = timedelta(days=1)
DUTY_OF_WEEKENDS = 34  # per cent of a team's rest days on which somebody is on duty
TRIPS_A_MONTH, ROTA_OF_MONTHS, LEAVE_OF_MONTHS = 78, 9, 31  # per cent of a person's months
LENGTHS = (1, 2, 2, 2, 2, 4, 4, 4, 6, 6, 10)
ANNUAL_LENGTHS = (4, 6, 10)
EARLY, LATE = 6, 5  # per cent of the returns
SLOW = 4  # days after which the last of those who came back late said so

TOLD = "周明远"  # whose days the story tells
QUIET = ("990126101",)  # a hand-over week runs there: nothing else is told of those days
WEEK = date(2022, 7, 4)


@dataclass
class Life:
    """One posting within the year: its half-days, and those that are spoken of."""

    posting: Posting
    since: int
    until: int
    seated: int
    taken: set[int] = field(default_factory=set)
    away: set[int] = field(default_factory=set)
    annual: Counter[int] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        return self.posting.person.name

    def is_free(self, since: int, until: int) -> bool:
        return self.since <= since and until <= self.until and self.taken.isdisjoint(range(since, until))

    def holds(self, half: int) -> bool:
        return self.seated <= half < self.until and half not in self.away


class Days:
    """Deals the changes of one county; `changes` and `leaves` are in order of the day on which they were said."""

    def __init__(self, postings: Sequence[Posting], dice: Dice) -> None:
        self._dice, self._calendar = dice, Calendar()
        self._changes: list[Change] = []
        self._leaves: list[LeaveTaken] = []
        self._teams = _lives_of(postings)
        self._months = [date(2021 + (6 + n) // 12, (6 + n) % 12 + 1, 1) for n in range(13)]
        self._works = {day: self._calendar.is_working_day(day) for day in days_from(FIRST_DAY, LAST_DAY + 60 * ONE_DAY)}

    @property
    def teams(self) -> list[list[Life]]:
        return list(self._teams.values())

    def works(self, day: date) -> bool:
        return self._works[day]

    def deal(self) -> None:
        """After all that the story tells."""
        for lives in self._teams.values():
            for first in self._months:
                self._month(lives, first)

    def changes(self) -> tuple[Change, ...]:
        return tuple(sorted(self._changes, key=_said))

    def leaves(self) -> tuple[LeaveTaken, ...]:
        return tuple(sorted((self._covered(one) for one in self._leaves), key=_asked))

    def _covered(self, leave: LeaveTaken) -> LeaveTaken:
        """By who is in the village most of the time; nobody is named before they have come."""
        mates = next(lives for lives in self._teams.values() if any(one.name == leave.who for one in lives))
        there = [one for one in mates if one.name != leave.who and one.seated <= leave.since < one.until]
        if not there:
            return leave
        cover = max(there, key=lambda one: sum(one.holds(half) for half in range(leave.since, leave.until)))
        return replace(leave, covered_by=cover.name, asked_on=max(leave.asked_on, day_of(cover.seated)))

    # ── a month of a team ───────────────────────────────────────────────────────────────────────────────────────────

    def _month(self, lives: list[Life], first: date) -> None:
        last = min(month_of(first).last_day, LAST_DAY)
        for life in lives:
            if life.name == TOLD:
                continue
            if self._dice.chance(LEAVE_OF_MONTHS):
                self._leave(lives, life, first, last)
            if self._dice.chance(TRIPS_A_MONTH):
                self._trip(lives, life, first, last)
            if self._dice.chance(ROTA_OF_MONTHS):
                self._rota_rest(lives, life, first, last)
        for since, until in self._rest_spans(first, last):
            if self._dice.chance(DUTY_OF_WEEKENDS):
                self._duty(self._dice.pick(lives), since, until)

    def _day_in(self, first: date, last: date) -> date:
        return first + timedelta(days=self._dice.below((last - first).days + 1))

    def _rest_spans(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """Saturdays and Sundays, and the days of holidays, each run of at most two days."""
        day = first
        while day <= last:
            if not self._works[day]:
                end = day + ONE_DAY if day < last and not self._works[day + ONE_DAY] else day
                yield day, end
                day = end
            day += ONE_DAY

    def _duty(self, life: Life, since: date, until: date) -> None:
        span = half_of(since), beyond(until)
        if life.name != TOLD and life.is_free(*span) and until <= LAST_DAY - ONE_DAY:
            self.change(life, "rest_duty", *span, until, self._dice.pick(DUTIES), is_away=False)

    def _trip(self, lives: list[Life], life: Life, first: date, last: date) -> None:
        day = self._day_in(first, last)
        part, length = self._dice.below(2), self._dice.pick((1, 1, 2, 2, 4))
        since = half_of(day, part if length == 1 else 0)
        is_training = self._dice.chance(18)
        place, reason = self._dice.pick(SESSIONS if is_training else TRIPS)
        if self._may_be_away(lives, life, since, since + length):
            said_on = day - timedelta(days=self._dice.below(3))
            category = "meeting_or_training" if is_training else "official_trip"
            self.change(life, category, since, since + length, max(said_on, FIRST_DAY), reason, place)

    def _rota_rest(self, lives: list[Life], life: Life, first: date, last: date) -> None:
        day = self._day_in(first, last)
        if self._may_be_away(lives, life, half_of(day), beyond(day)):
            said_on = max(day - 2 * ONE_DAY, FIRST_DAY)
            self.change(life, "rota_rest", half_of(day), beyond(day), said_on, "双休日连着值班，补休。")

    def change(
        self, life: Life, category: str, since: int, until: int, said_on: date, reason: str, place: str = "",
        *, is_away: bool = True,
    ) -> None:  # fmt: skip
        life.taken.update(range(since, until))
        if is_away:
            life.away.update(range(since, until))
        said_on = max(said_on, life.posting.reported_on)
        self._changes.append(Change(life.name, category, since, until, min(said_on, LAST_DAY), reason, place))

    # ── leave ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _leave(self, lives: list[Life], life: Life, first: date, last: date) -> None:
        kind = self._dice.pick(("personal",) * 6 + ("sick",) * 2 + ("annual",) * 3)
        length = self._dice.pick(ANNUAL_LENGTHS if kind == "annual" else LENGTHS)
        day = self._working_day_from(self._day_in(first, last))
        since = half_of(day, self._dice.below(2) if length == 1 else 0)
        until = since + length if kind != "annual" else beyond(self._after(day, length // 2 - 1))
        if kind == "annual" and not self._may_take(life, day, length):
            return
        if self._may_be_away(lives, life, since, until):
            self.give(lives, life, kind, since, until)

    def give(self, lives: list[Life], life: Life, kind: str, since: int, until: int, **told: Any) -> None:
        """Asked for a few days before, when ill on the day. `told` is what became of it, else it is dealt."""
        day = day_of(since)
        reason, going_to = self._dice.pick({"personal": PERSONAL, "sick": ILLNESSES, "annual": ANNUAL}[kind])
        asked_on = day if kind == "sick" else day - timedelta(days=self._dice.between(1, 3))
        life.taken.update(range(since, until))
        life.away.update(range(since, until))
        if kind == "annual":
            life.annual[day.year] += until - since
        told = {"asked_on": max(asked_on, FIRST_DAY, life.posting.reported_on)} | (told or self._return(since, until))
        self._leaves.append(
            LeaveTaken(life.name, kind, since, until, reason=reason, going_to=going_to, covered_by=None, **told)
        )

    def _return(self, since: int, until: int) -> dict[str, Any]:
        """Back on the first working day after, some earlier, some later; who is still away is not back."""
        due = self._working_day_from(day_of(until))
        if until - since > 4 and self._dice.chance(EARLY):
            back = until - 2
            if day_of(back) <= LAST_DAY and self._works[day_of(back)]:
                return {"back_on": day_of(back), "back": back}
        if self._dice.chance(LATE):
            due = self._working_day_from(due + timedelta(days=self._dice.between(1, SLOW)))
        return {"back_on": due if due <= LAST_DAY else None, "back": until if due <= LAST_DAY else None}

    def _may_take(self, life: Life, day: date, halfdays: int) -> bool:
        """R-LEA-05: 5, 10, 15 days a year by the years of work."""
        years = full_years(life.posting.person.work_started_on, day)
        least = next((days for since, days in ((20, 15), (10, 10), (1, 5)) if years >= since), 0)
        return life.annual[day.year] + halfdays <= least

    def _may_be_away(self, lives: list[Life], life: Life, since: int, until: int) -> bool:
        """Free, over before the county's day and the posting's end, and somebody else is in the village."""
        if until > half_of(LAST_DAY) or not life.is_free(since, until):
            return False
        if day_of(until) + 25 * ONE_DAY > day_of(life.until):
            return False
        if not self._works[day_of(since)] or (day_of(until) >= WEEK and life.posting.team.seat[:9] in QUIET):
            return False
        return self._is_somebody_there(lives, life, since, until)

    def _is_somebody_there(self, lives: list[Life], life: Life, since: int, until: int) -> bool:
        others = [one for one in lives if one is not life]
        return any(all(one.holds(half) for half in range(since, until)) for one in others)

    def _working_day_from(self, day: date) -> date:
        return next(one for one in days_from(day, day + 30 * ONE_DAY) if self._works[one])

    def _after(self, day: date, count: int) -> date:
        return self._calendar.after(day, count)


def _lives_of(postings: Sequence[Posting]) -> dict[Team, list[Life]]:
    found: dict[str, list[Life]] = defaultdict(list)
    ends = {id(one): one.end.last_day for one in postings if one.end}
    for one in postings:
        since = max(one.reported_on, FIRST_DAY)
        until = one.end.last_day + ONE_DAY if one.end else LAST_DAY + 90 * ONE_DAY
        before = ends.get(id(one.succeeds)) if one.succeeds else None
        seated = max(since, before + ONE_DAY) if before else since
        if until > since:
            found[one.team.seat].append(Life(one, half_of(since), half_of(until), half_of(seated)))
    return found


def days_from(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _said(one: Change) -> tuple[date, str, int]:
    return one.said_on, one.who, one.since


def _asked(one: LeaveTaken) -> tuple[date, str, int]:
    return one.asked_on, one.who, one.since
