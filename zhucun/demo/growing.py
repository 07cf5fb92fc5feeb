"""产业 of the demo county: townships register what villages mean to do, teams take it on, the money is written down."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented_industries as told
from zhucun.demo.hands import Hands
from zhucun.demo.invented_industries import Project
from zhucun.dispatch.roster.models import Posting, TeamPlace
from zhucun.org.places.models import Household, Place
from zhucun.records.notes import acts as records
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries import bringing
from zhucun.six_ones.industries.kinds import PROJECT
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import State
from zhucun.six_ones.project_money import acts as money
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.village_products import acts as products

TOWNSHIP, YUAN = 9, 100
MOST_HOUSEHOLDS = 3
FIRST_VILLAGE = "石坪村"
Carried = list[tuple[Any, dict[str, Any], Actor]]


class Growing:
    """Comes when all teams and villages are there; every act bears the day on which it was done."""

    def __init__(self, home: Place, hands: Hands, last: date) -> None:
        self._home, self._hands, self._last = home, hands, last

    def bring_in(self) -> None:
        self._house = self._hands.house(self._home.code, self._last)
        places = self._served()
        values = told.projects(places)
        rows = self._register(values)
        rows = self._go_on(values, rows)
        self._count_money(values, rows)
        self._name(values, places)
        self._bring_along(rows)
        self._note(rows)

    def _served(self) -> list[tuple[str, str, date]]:
        """Code, name, from when a team serves it; the village that the story is told of comes first."""
        served = TeamPlace.objects.as_of(self._last).filter(place__code__startswith=self._home.code)
        rows = served.order_by("place__code", "since").select_related("place")
        self._rows = {row.place.code: row.place for row in rows}
        since: dict[str, date] = {}
        for row in rows:
            since.setdefault(row.place.code, row.since)
        found = [(code, place.name, since[code]) for code, place in self._rows.items()]
        return sorted(found, key=lambda one: (one[1] != FIRST_VILLAGE, one[0]))

    def _organiser(self, code: str, day: date) -> Actor:
        return self._hands.of("township_organiser", code[:TOWNSHIP], day)

    def _register(self, values: Sequence[Project]) -> list[IndustryProject]:
        names = ("name", "product", "field", "plan", "planned_on", "planned_start", "planned_finish")
        numbers = ("land_tenths", "households_meant")
        calls: Carried = [
            (
                self._rows[one.place],
                {name: getattr(one, name) for name in (*names, *numbers)},
                self._organiser(one.place, one.planned_on),
            )
            for one in values
        ]
        return list(self._hands.carry(projects.register, calls, by=self._house))

    def _go_on(self, values: Sequence[Project], rows: list[IndustryProject]) -> list[IndustryProject]:
        rows = self._advance(values, rows, "started_on")
        rows = self._advance(values, rows, "finished_on")
        late = [at for at, one in enumerate(values) if one.became == "late"]
        explained = [at for n, at in enumerate(late) if n % told.UNEXPLAINED_EVERY]
        calls: Carried = [
            (rows[at], {"reason": values[at].why}, self._organiser(values[at].place, self._last)) for at in explained
        ]
        self._hands.carry(projects.say_why, calls, by=self._house)
        stopped: Carried = [
            (row, {"reason": one.why, "on": one.stopped_on}, self._organiser(one.place, one.stopped_on))
            for one, row in zip(values, rows, strict=True)
            if one.stopped_on
        ]
        self._hands.carry(projects.stop, stopped, by=self._house)
        return list(IndustryProject.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))

    def _advance(self, values: Sequence[Project], rows: list[IndustryProject], name: str) -> list[IndustryProject]:
        moved = [(at, day) for at, one in enumerate(values) if (day := getattr(one, name))]
        calls: Carried = [
            (rows[at], {"on": day}, self._organiser(values[at].place, min(day + timedelta(days=1), self._last)))
            for at, day in moved
        ]
        after = self._hands.carry(projects.advance, calls, by=self._house)
        for (at, _), row in zip(moved, after, strict=True):
            rows[at] = row
        return rows

    def _count_money(self, values: Sequence[Project], rows: list[IndustryProject]) -> None:
        lines = told.money(values)
        calls: Carried = [
            (
                rows[one.project],
                {
                    "kind": one.kind,
                    "on": one.on,
                    "fen": one.yuan * YUAN,
                    "number": one.number,
                    "funder": one.funder,
                },
                self._organiser(rows[one.project].place_code, one.on),
            )
            for one in lines
        ]
        self._hands.carry(money.record, calls, by=self._house)
        self._take_back([call for n, call in enumerate(calls) if n % told.WRONG_EVERY == 1])

    def _take_back(self, calls: Carried) -> None:
        """Written a second time under another number by mistake, found out three days later."""
        for project, given, _ in calls:
            if given["kind"] != "applied":
                continue
            day = min(given["on"] + timedelta(days=3), self._last)
            by = self._organiser(project.place_code, day)
            line: ProjectMoney = money.record(project, **{**given, "number": f"{given['number']}（重）"}, by=by)
            money.correct(line, reason="和上一笔记重了", by=by)

    def _name(self, values: Sequence[Project], places: Sequence[tuple[str, str, date]]) -> None:
        named: Carried = [
            (
                self._rows[one.place],
                {"product": one.product, "since": one.since, "note": one.note},
                self._organiser(one.place, one.since),
            )
            for one in told.specialities(values)
        ]
        self._hands.carry(products.name, named, by=self._house)
        earned: Carried = [
            (
                self._rows[one.place],
                {"year": one.year, "fen": one.yuan * YUAN, "note": one.note},
                self._organiser(one.place, date(2022, 2, 15)),
            )
            for one in told.incomes(places)
        ]
        self._hands.carry(products.tell, earned, by=self._house)

    def _note(self, rows: list[IndustryProject]) -> None:
        """产业帮扶: what teams did for those under way, in the diary of one of them."""
        there: dict[int, Posting] = {}
        for posting in Posting.objects.there_on(self._last).select_related("cadre__person").order_by("-since", "-pk"):
            there[posting.team_id] = posting
        under_way = [row for row in rows if row.state == State.STARTED and row.team_id in there]
        calls: Carried = []
        for at, row in enumerate(under_way[:: told.NOTED_EVERY]):
            on, text = told.noted(at, row.field)
            if row.started_on and row.started_on <= on and there[row.team_id].is_there(on):
                answers = [{"name": PROJECT, "value": str(row.pk)}]
                given = {"kind": "industry", "text": f"{row.name}：{text}", "happened_on": on, "answers": answers}
                calls.append((row.team, {**given, "posting": there[row.team_id]}, self._house))
        self._hands.carry(records.write, calls, by=self._house)

    def _bring_along(self, rows: list[IndustryProject]) -> None:
        """The first households of the list, of what was begun."""
        homes: dict[int, list[Household]] = {}
        for home in Household.objects.filter(village__in=self._rows.values(), until__isnull=True).order_by("pk"):
            homes.setdefault(home.village_id, []).append(home)
        calls: Carried = [
            (row, {"household": home}, self._organiser(row.place_code, self._last))
            for row in rows
            if row.started_on
            for home in homes.get(row.place_id, [])[row.pk % 2 : row.pk % 2 + MOST_HOUSEHOLDS]
        ]
        self._hands.carry(bringing.bring_along, calls, by=self._house)
