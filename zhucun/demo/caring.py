"""What members were given in the demo year: allowances by locked days, cover, checks, visits; a few still lack some."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands
from zhucun.demo.invented_care import (
    ALL_VISITED,
    ALWAYS_LATE,
    CHECKED,
    INSURER,
    LACKS,
    LATE_UNITS,
    LIVING_SEEN,
    NOT_RENEWED,
    ONE_IN,
    PAYDAY,
    REMINDED_ON,
    UNCHECKED,
    VISITED,
    VISITORS,
)
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.incentives.benefits import acts as benefits
from zhucun.incentives.benefits.due import LIVING, PHONE, Line, Standing
from zhucun.incentives.benefits.reading import owed_in
from zhucun.incentives.caring import acts as caring
from zhucun.incentives.living import acts as living
from zhucun.lib.periods import add_months
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place

ONE_DAY = timedelta(days=1)


class Caring:
    """Comes after the months are locked; the office enters what units report, each on its day."""

    def __init__(self, home: Place, hands: Hands, last: date) -> None:
        self._home, self._hands, self._last = home, hands, last

    def bring_in(self) -> None:
        self._people = list(
            Posting.objects.filter(place_code__startswith=self._home.code, reported_on__isnull=False)
            .select_related("sending_unit", "cadre")
            .order_by("place_code", "pk")
        )
        self._late = self._late_units()
        self._insure()
        for year in (self._last.year - 1, self._last.year):
            self._pay(year)
        for day in CHECKED:
            self._check(day)
        self._visit(ALL_VISITED, 0, of=1)
        for n, day in enumerate(VISITED):
            self._visit(day, n, of=len(VISITED) + 1)
        for n, day in enumerate(LIVING_SEEN):
            self._look_how_they_live(day, n)
        self._remind()

    def _officer(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._home.code, day)

    def _late_units(self) -> set[int]:
        """Some that are behind with their last months, one by its name."""
        units = sorted({one.sending_unit_id for one in self._people})
        named = Unit.objects.filter(county_code=self._home.code, name__in=ALWAYS_LATE).values_list("pk", flat=True)
        return {*units[5 :: max(len(units) // LATE_UNITS, 1)], *named}

    # ── allowances ──

    def _pay(self, year: int) -> None:
        """By what is due: the phone's and the living allowance's, a month later, with the month's voucher."""
        owed = owed_in(year, self._officer(self._last), self._home.code)
        by_day: dict[date, list[Line]] = defaultdict(list)
        for line in owed.lines:
            if line.what in (LIVING, PHONE) and line.standing in (Standing.MISSING, Standing.COMING):
                by_day[self._paid_on(line.period)].append(line)
        postings = {one.pk: one for one in self._people}
        for day in sorted(by_day):
            if day > self._last:
                continue
            paid = [line for line in by_day[day] if not self._is_late(line, day)]
            calls = [(postings[line.posting], _payment(line, day)) for line in paid if line.posting in postings]
            self._hands.do(benefits.pay, calls, by=self._officer(day))

    def _paid_on(self, month: str) -> date:
        return add_months(date.fromisoformat(f"{month}-01"), 1) + (PAYDAY - 1) * ONE_DAY

    def _is_late(self, line: Line, day: date) -> bool:
        return line.unit in self._late and day > self._last - timedelta(days=75)

    # ── cover ──

    def _insure(self) -> None:
        """For a year from the day of arrival, renewed by all but a few; who changes teams has it already."""
        covered: dict[int, date] = {}
        by_day: dict[date, list[tuple[Posting, dict[str, Any]]]] = defaultdict(list)
        for n, one in enumerate(self._people):
            for since in self._years_of(one, is_renewed=n % NOT_RENEWED != 0):
                if since >= covered.get(one.cadre_id, since):
                    until = add_months(since, 12)
                    covered[one.cadre_id] = until
                    told = {"since": since, "last_day": until - ONE_DAY, "insurer": INSURER}
                    by_day[max(since, self._home.since)].append((one, told))
        for day in sorted(by_day):
            self._hands.do(benefits.insure, by_day[day], by=self._officer(day))

    def _years_of(self, one: Posting, *, is_renewed: bool) -> Iterator[date]:
        yield one.reported_on
        again = add_months(one.reported_on, 12)
        if is_renewed and again <= self._last and (one.until is None or again < one.until):
            yield again

    # ── checks, visits, reminders ──

    def _there(self, day: date) -> Sequence[Posting]:
        return [one for one in self._people if one.reported_on <= day and (one.until is None or one.until > day)]

    def _check(self, day: date) -> None:
        """Half of the units at a time; last year's all but a few."""
        half = CHECKED.index(day) % 2
        some = (one for one in self._there(day) if one.sending_unit_id % 2 == half and one.pk % UNCHECKED)
        self._hands.do(benefits.record_check, [(one, {"done_on": day}) for one in some], by=self._officer(day))

    def _visit(self, day: date, n: int, *, of: int) -> None:
        """By one part of the units."""
        told = {"on": day, "occasion": "festival", "visited_by": VISITORS[n % len(VISITORS)]}
        some = (one for one in self._there(day) if one.sending_unit_id % of == n)
        self._hands.do(benefits.visit, [(one, told) for one in some], by=self._officer(day))

    def _look_how_they_live(self, day: date, n: int) -> None:
        """Of every team; what one in eleven lacks is mended by the next time."""
        teams = Team.objects.filter(place_code__startswith=self._home.code).as_of(day).order_by("place_code", "pk")
        calls: list[tuple[Team, dict[str, Any]]] = []
        for at, team in enumerate(teams):
            lacking, note = LACKS[at // ONE_IN % len(LACKS)] if at % ONE_IN == n * 4 else ([], "")
            calls.append((team, {"lacking": lacking, "note": note}))
        self._hands.do(living.record, calls, by=self._officer(day))

    def _remind(self) -> None:
        """The first of the late ones; the others are left to whoever looks at the page."""
        units: Iterable[Unit] = Unit.objects.filter(pk__in=sorted(self._late)[:2]).order_by("pk")
        by = self._officer(REMINDED_ON)
        self._hands.do(caring.remind, [(unit, {"year": REMINDED_ON.year}) for unit in units], by=by)


def _payment(line: Line, day: date) -> dict[str, Any]:
    voucher = f"{day:%Y%m}-{line.unit or 0}"
    return {
        "what": line.what,
        "month": line.period,
        "fen": line.due - line.given,
        "paid_on": day,
        "voucher": voucher,
    }
