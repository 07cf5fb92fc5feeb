"""The year as the story has it: what is told of some, dealt days of all, and the irregularities every county has."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from zhucun.demo.invented import Dice, Posting
from zhucun.demo.invented_days import QUIET, TOLD, Days, Life, days_from
from zhucun.demo.invented_year import FIRST_DAY, LAST_DAY, Fixed, Otherwise, Year
from zhucun.demo.year_words import COULD_BE, FOUND, TRIPS
from zhucun.lib.halves import beyond, half_of
from zhucun.lib.periods import add_months, month_of

ONE_DAY = timedelta(days=1)
ON_BUSINESS, ON_LEAVE = 9, 14

# 在村 of the first secretary whose file the story shows, month by month: with 11 and 22 days before, 304.
TOLD_DAYS = (23, 21, 22, 19, 23, 22, 20, 16, 24, 23, 24, 23, 11)
MEMBER = "盘小妹"  # has not said yet that June was true, and asks for leave
ABSENT, SEEN_AWAY = "欧阳平", "黄翠云"  # of whom the village says otherwise on the county's day
FOUND_ABSENT = (date(2022, 6, 9), date(2022, 7, 1))
TWINS = date(2022, 5, 1)
NOT_BACK = (date(2022, 7, 5), date(2022, 7, 6), date(2022, 7, 8))  # last days of leave from which nobody is back
ASKED = (date(2022, 7, 8), date(2022, 7, 8), date(2022, 7, 9), date(2022, 7, 11))
QUESTIONS_A_MONTH, OPEN_QUESTIONS = 2, 6
SILENT, SILENT_BEFORE = 11, 1
UNSIGNED, UNLOCKED, UNREAD = 9, 6, 5
JUNE, MAY = "2022-06", "2022-05"
SHIPING = "990126101201"


def invent_year(postings: Sequence[Posting], dice: Dice) -> Year:
    return _Story(postings, dice).year()


class _Story:
    """What is told is settled first; the rest is dealt around it."""

    def __init__(self, postings: Sequence[Posting], dice: Dice) -> None:
        self._dice, self._days = dice, Days(postings, dice)
        self._lives = {life.name: life for lives in self._days.teams for life in lives}
        self._plain = [lives for lives in self._days.teams if len(lives) > 2 and _is_plain(lives)]

    def year(self) -> Year:
        some = iter(self._dice.shuffled(self._plain))
        self._tell_of_one()
        self._stand_as_told(some)
        self._leave_open(some)
        self._twins(next(some))
        otherwise = tuple(sorted((*self._told(), *self._found(some)), key=lambda one: one.said_on))
        fixed = tuple(self._fixed(some))
        self._days.deal()
        seats = sorted({lives[0].posting.team.seat[:12] for lives in self._plain})
        told = {life.posting.team.seat[:9] for name, life in self._lives.items() if name == TOLD}
        townships = self._dice.shuffled(sorted({seat[:9] for seat in seats} - {SHIPING[:9]} - told))
        return Year(
            changes=self._days.changes(),
            leaves=self._days.leaves(),
            otherwise=otherwise,
            fixed=fixed,
            silent=tuple(self._silent()),
            unsigned=(SHIPING, *self._dice.shuffled(seats)[:UNSIGNED]),
            unlocked=(SHIPING[:9], *townships[:UNLOCKED]),
            unread=tuple(townships[UNLOCKED : UNLOCKED + UNREAD]),
        )

    def _tell_of_one(self) -> None:
        """On duty on rest days where they are more than the working days, resting where less."""
        life = self._lives.get(TOLD)
        for n, told in enumerate(TOLD_DAYS if life else ()):
            first = add_months(FIRST_DAY, n)
            days = list(days_from(first, min(month_of(first).last_day, LAST_DAY)))
            working = [day for day in days if self._days.works(day)]
            resting = [day for day in days if not self._days.works(day)]
            for day in _spread(resting, told - len(working)):
                self._say(life, "rest_duty", day, day, "轮到值班。", is_away=False)
            for day in _spread(working[1:-1], len(working) - told):
                self._say(life, "rota_rest", day, day, "连着值班，补休。")

    def _say(self, life: Life, category: str, first: date, last: date, reason: str, *, is_away: bool = True) -> None:
        said_on = first if is_away else last
        self._days.change(life, category, half_of(first), beyond(last), said_on, reason, is_away=is_away)

    def _stand_as_told(self, some: Iterator[list[Life]]) -> None:
        """Who is away on the county's day; nobody else is, since all else is over by then."""
        half = half_of(LAST_DAY)
        for n in range(ON_BUSINESS):
            place, reason = TRIPS[n % len(TRIPS)]
            since, until = half - (6 if n % 3 == 2 else 0), half + 2 + 2 * (n % 3)
            said_on = LAST_DAY - (3 if n % 3 == 2 else 1) * ONE_DAY
            self._days.change(_one_of(next(some)), "official_trip", since, until, said_on, reason, place)
        for n in range(ON_LEAVE):
            lives = next(some)
            since, until = half - (0, 0, 6, 8, 14)[n % 5], half + (1, 2, 2, 4, 6)[n % 5]
            self._days.give(lives, _one_of(lives), ("personal", "sick")[n % 2], since, until, back_on=None, back=None)

    def _leave_open(self, some: Iterator[list[Life]]) -> None:
        """Leave that is over while nobody is back, and leave that waits to be decided on."""
        for last in NOT_BACK:
            lives = next(some)
            span = half_of(last - ONE_DAY), beyond(last)
            self._days.give(lives, _one_of(lives), "personal", *span, back_on=None, back=None)
        asking = [(_one_of(lives), lives) for lives in (next(some) for _ in ASKED[1:])]
        if MEMBER in self._lives:
            asking.insert(0, (self._lives[MEMBER], self._team_of(MEMBER)))
        for (life, lives), asked_on in zip(asking, ASKED, strict=False):
            span = half_of(LAST_DAY + 3 * ONE_DAY), beyond(LAST_DAY + 4 * ONE_DAY)
            self._days.give(lives, life, "personal", *span, granted=False, asked_on=asked_on)

    def _team_of(self, name: str) -> list[Life]:
        return next(lives for lives in self._days.teams if any(life.name == name for life in lives))

    def _twins(self, lives: list[Life]) -> None:
        """Two of a team whose month is alike to the half-day: believable, and worth a question (R-ATT-08)."""
        for life in lives[-2:]:
            self._say(life, "rest_duty", TWINS + 6 * ONE_DAY, TWINS + 7 * ONE_DAY, "防汛值班。", is_away=False)
            self._say(life, "official_trip", TWINS + 10 * ONE_DAY, TWINS + 11 * ONE_DAY, "一起到市里看样板。")
            self._say(life, "rota_rest", TWINS + 26 * ONE_DAY, TWINS + 26 * ONE_DAY, "补休。")
            life.taken.update(range(half_of(TWINS), beyond(month_of(TWINS).last_day)))

    # ── what others say ─────────────────────────────────────────────────────────────────────────────────────────────

    def _told(self) -> Iterator[Otherwise]:
        if ABSENT in self._lives:
            for day in FOUND_ABSENT:
                self._keep(self._lives[ABSENT], day)
                span, reason = (half_of(day), beyond(day)), "县里随机督查，工作日不在村，没有请假。"
                yield Otherwise(ABSENT, "township_organiser", "unexcused_absence", *span, day, reason)
            yield self._today(ABSENT, "unexcused_absence", "早上没看见人，电话没打通。")
        if SEEN_AWAY in self._lives:
            yield self._today(SEEN_AWAY, "official_trip", "说是到县里办事去了，还没报。")

    def _today(self, who: str, category: str, reason: str) -> Otherwise:
        self._keep(self._lives[who], LAST_DAY)
        span = half_of(LAST_DAY), beyond(LAST_DAY)
        return Otherwise(who, "village_secretary", category, *span, LAST_DAY, reason)

    @staticmethod
    def _keep(life: Life, day: date) -> None:
        """Nothing else is told of that day."""
        life.taken.update(range(half_of(day), beyond(day)))

    def _found(self, some: Iterator[list[Life]]) -> Iterator[Otherwise]:
        """Each month a few; those of June's last days are still open."""
        for n in range(11):
            first = add_months(FIRST_DAY, n)
            for _ in range(QUESTIONS_A_MONTH):
                said = self._question(next(some), first)
                settled = "in_village" if self._dice.chance(60) else said.category
                why = COULD_BE[settled == "in_village"]
                day = said.said_on + 2 * ONE_DAY
                yield Otherwise(**{**vars(said), "settled_on": day, "settled": settled, "why": why})
        for _ in range(OPEN_QUESTIONS):
            yield self._question(next(some), date(2022, 6, 1))

    def _question(self, lives: list[Life], first: date) -> Otherwise:
        life = _one_of(lives)
        days = [day for day in days_from(first + 13 * ONE_DAY, first + 24 * ONE_DAY) if self._days.works(day)]
        day = self._dice.pick([day for day in days if life.is_free(half_of(day), beyond(day))])
        self._keep(life, day)
        category, reason = self._dice.pick(FOUND)
        since = half_of(day, self._dice.below(2))
        return Otherwise(life.name, "village_secretary", category, since, beyond(day), day, reason)

    def _fixed(self, some: Iterator[list[Life]]) -> Iterator[Fixed]:
        """One correction done, one that waits to be approved."""
        for day, proposed_on, approved_on in (
            (date(2022, 4, 20), date(2022, 6, 15), date(2022, 6, 17)),
            (date(2022, 5, 25), date(2022, 7, 8), None),
        ):
            life = _one_of(next(some))
            self._keep(life, day)
            reason = "本人说那天是补休，当时忘了记，月表上写成了在村。"
            span = half_of(day), beyond(day)
            yield Fixed(life.name, f"{day:%Y-%m}", "rota_rest", *span, proposed_on, reason, approved_on)

    def _silent(self) -> Iterator[tuple[str, str]]:
        """Who has not said yet that their month was true."""
        names = [_one_of(lives).name for lives in self._dice.shuffled(self._plain)]
        yield MEMBER, JUNE
        yield from ((name, JUNE) for name in names[:SILENT])
        yield from ((name, MAY) for name in names[SILENT : SILENT + SILENT_BEFORE])


def _is_plain(lives: list[Life]) -> bool:
    """Of which nothing else is told: nobody came or went, no case runs, no hand-over week."""
    told = {TOLD, MEMBER, ABSENT, SEEN_AWAY}
    seat = lives[0].posting.team.seat
    changed = any(one.posting.succeeds or one.posting.end or one.posting.course for one in lives)
    came_later = any(one.since > half_of(FIRST_DAY) for one in lives)
    return not (changed or came_later) and seat[:9] not in QUIET and told.isdisjoint(one.name for one in lives)


def _one_of(lives: list[Life]) -> Life:
    """The last seat: neither first secretary nor, in most teams, leader."""
    return lives[-1]


def _spread(days: list[date], count: int) -> list[date]:
    """So many of them, evenly."""
    return [days[n * len(days) // count] for n in range(max(count, 0))]
