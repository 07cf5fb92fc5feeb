"""防返贫监测 of the demo county: clues of the last weeks, two sheets of the national system, what changed between."""

from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented_watched as told
from zhucun.demo.hands import Hands
from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import Household, Place
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring import listing
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue

TOWNSHIP = 9
CHANGED, NEW, UNDER_WAY = 6, 4, 2  # between the two sheets: left, taken up, found and not yet identified
NOTHING: dict[str, Any] = {"entered_on": None, "removed_on": None, "next_visit": None}
Carried = list[tuple[Any, dict[str, Any], Actor]]


class Watching:
    """Comes at the end: nothing else rests on it."""

    def __init__(self, home: Place, hands: Hands, last: date) -> None:
        self._home, self._hands, self._last = home, hands, last

    def bring_in(self) -> None:
        standing = Team.objects.as_of(self._last).filter(place_code__startswith=self._home.code)
        seats = sorted({code[:12] for code in standing.values_list("place_code", flat=True)})
        self._places = {place.code: place for place in Place.objects.filter(code__in=seats)}
        self._homes = self._homes_of(seats)
        rows = told.watched(self._told_of(seats), self._last)
        made = self._hands.do(
            listing.add, [self._call(one) for one in rows[: -NEW - UNDER_WAY]], by=self._by(told.SHEET_ON)
        )
        self._report(seats)
        self._next_sheet(list(made), rows[-NEW - UNDER_WAY :])

    def _told_of(self, seats: list[str]) -> list[str]:
        """Every so many villages, and those whose household list is told of."""
        there = [seat for seat in seats if seat in self._places]
        return sorted({*there[:: told.EVERY], *(seat for seat in there if seat in self._homes)})

    def _homes_of(self, seats: list[str]) -> dict[str, list[Household]]:
        found: dict[str, list[Household]] = {}
        rows = Household.objects.filter(village__code__in=seats).select_related("village", "group").order_by("pk")
        for row in rows:
            found.setdefault(row.village.code, []).append(row)
        return found

    def _by(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._home.code, day)

    def _call(self, one: told.Watched) -> tuple[Place, dict[str, Any]]:
        """As a household of the village's list, where that is told of."""
        given, listed = _row(one), self._homes.get(one.seat)
        if home := listed.pop(0) if listed else None:
            group = home.group.name if home.group else ""
            given |= {"household": home, "head_name": home.head_name, "group_name": group}
            given["person_count"] = home.person_count
        return self._places[one.seat], given

    def _report(self, seats: list[str]) -> None:
        """By those who keep the township's villages; answered within a few days, the latest not yet."""
        villages = seats[1 :: max(len(seats) // len(told.CLUES), 1)]
        found = [(seat, *one) for seat, one in zip(villages, told.CLUES, strict=False)]
        calls: Carried = []
        for seat, source, text, days, _ in found:
            on = self._last - timedelta(days=days)
            home = next(iter(self._homes.get(seat, ())), None)
            given = {"text": text, "reported_on": on, "source": source, "household": home}
            calls.append((self._places[seat], given, self._organiser(seat, on)))
        rows = self._hands.carry(clues.report, calls, by=self._hands.house(self._home.code, self._last))
        self._answer(list(zip(rows, [one[-1] for one in found], strict=True)))

    def _organiser(self, seat: str, day: date) -> Actor:
        return self._hands.of("township_organiser", seat[:TOWNSHIP], day)

    def _answer(self, rows: list[tuple[MonitoringClue, str]]) -> None:
        reasons = iter(told.WHY_NOT)
        for row, became in rows:
            on = min(row.reported_on + timedelta(days=2), self._last)
            by = self._organiser(row.place_code, on)
            if became == "not_needed":
                clues.not_needed(row, reason=next(reasons), by=by)
            elif became != "with_township":
                clues.enter(row, on=on, by=by)

    def _next_sheet(self, made: list[MonitoredHousehold], new: list[told.Watched]) -> None:
        """Some have left, some came, two are being identified; the oldest clues are in it."""
        day, by = told.LATEST_SHEET_ON, self._by(told.LATEST_SHEET_ON)
        leaving = [row for row in made if row.removed_on is None][:: max(len(made) // CHANGED, 1)][:CHANGED]
        gone = day - timedelta(days=2)
        self._hands.do(listing.change, [(row, _as_it_is(row) | {"removed_on": gone}) for row in leaving], by=by)
        due = MonitoringClue.objects.awaited().select_related("household").order_by("reported_on", "pk")[:NEW]
        calls = [self._found(one, clue) | {"entered_on": gone} for one, clue in zip(new, due, strict=False)]
        dates = {"found_on": day - timedelta(days=9), "publicised_on": gone}
        calls += [_row(one) | {"place": self._places[one.seat], **NOTHING, **dates} for one in new[NEW:]]
        added = self._hands.do(listing.add, [(given.pop("place"), given) for given in calls], by=by)
        settled = [(clue, {"result": "listed", "monitored": row}) for clue, row in zip(due, added, strict=False)]
        self._hands.do(clues.settle, settled, by=by)

    def _found(self, one: told.Watched, clue: MonitoringClue) -> dict[str, Any]:
        """What a clue was about is in the sheet by now."""
        given = _row(one) | NOTHING | {"place": self._places[clue.place_code]}
        if clue.household is not None:
            given |= {"household": clue.household, "head_name": clue.household.head_name, "group_name": ""}
        return given | {"next_visit": one.next_visit}


def _row(one: told.Watched) -> dict[str, Any]:
    who = {"code": one.code, "head_name": one.head, "group_name": one.group, "person_count": one.persons}
    what = {"kind": one.kind, "risk": one.risk, "measures": told.MEASURES[one.risk]}
    dates = {"entered_on": one.entered_on, "removed_on": one.removed_on, "next_visit": one.next_visit}
    return {**who, **what, **dates}


def _as_it_is(row: MonitoredHousehold) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("place", *listing.TOLD)}
