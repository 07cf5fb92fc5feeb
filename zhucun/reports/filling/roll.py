"""Who and what the rows of a form may mean, within the territory asked for on the day: looked up once a filling."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.exporting import Order, postings_in, rows_of
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import EXPORT, TeamRole
from zhucun.dispatch.roster.rules import SEE as SEE_ROSTER
from zhucun.lib.figure import Question
from zhucun.lib.periods import full_years
from zhucun.org.people.unit_cells import HeldUnits, held_units
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import HeldPlaces, held_places
from zhucun.reports.filling.meanings import ROLES, Field, column_of
from zhucun.reports.told_apart.whose import Of, Whose
from zhucun.sheets.matching import compared
from zhucun.sheets.values import DASHES
from zhucun.sheets.writing import written_value

VILLAGE = 12  # digits of a code
NO_ROSTER = "您的角色不能导出名册，姓名这些栏没有填。"
NOT_WITHIN = "“{}”不在这次填的范围里。"
NOBODY = "名册里没有“{}”。"
SEVERAL = "名册里有 {} 个“{}”，表里没有能分清的单位或者村。"
TEAM_ENDINGS = ("驻村帮扶工作队", "驻村工作队", "帮扶工作队", "工作队")
EMPTY = "台账里是空的。"
NO_TEAM = "这里今天没有工作队。"
NOT_THERE = "{}今天没有{}。"


@dataclass(frozen=True)
class Said:
    """A value of the roster, or why there is none."""

    value: int | str | None
    why: str = ""


class LedgerRoll:
    """`Roll` of whoever asks, as far as they reach."""

    def __init__(self, question: Question) -> None:
        self._question, self._by = question, question.actor
        self._day, self._scope = question.as_of, question.scope

    # ── places ──

    @cached_property
    def _places(self) -> HeldPlaces:
        return held_places(self._by)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Counties, where a whole prefecture asks; of equal names none."""
        rows = Place.objects.filter(within_prefixes("code", [self._scope]), until__isnull=True, kind="county")
        return {name: code for name, code in rows.values_list("name", "code") if code != self._scope}

    @cached_property
    def _found(self) -> dict[tuple[str, str], Whose]:
        return {}

    def place(self, text: str, township: str = "") -> Whose:
        key = (text, township)
        if key not in self._found:
            self._found[key] = self._place(text, township)
        return self._found[key]

    def _place(self, text: str, township: str) -> Whose:
        if not text or text in DASHES:
            return Whose(Of.PLACE, name=text, problem="没有写是哪里。")
        if text in self._names:
            return Whose(Of.PLACE, self._names[text], text)
        matcher = self._places.matcher
        match = matcher.find_township(text)
        if not match.is_sure:
            match = matcher.find(text, township)
        if not match.is_sure:
            return Whose(Of.VILLAGE, name=text, problem=match.problem)
        place = self._places.by_key[match.found]
        of = Of.VILLAGE if len(place.code) >= VILLAGE else Of.PLACE
        if not place.code.startswith(self._scope):
            return Whose(of, name=text, problem=NOT_WITHIN.format(text))
        return Whose(of, place.code, place.name)

    def are_all(self, places: set[str]) -> bool:
        digits = {min(len(code), VILLAGE) for code in places}
        held = {*self._names.values(), *(place.code for place in self._places.by_key.values())}
        return bool(places) and places == {
            code for code in held if {min(len(code), VILLAGE)} == digits and code.startswith(self._scope)
        }

    # ── units and teams ──

    @cached_property
    def _units(self) -> HeldUnits:
        return held_units(self._by, self._places)

    def unit(self, text: str) -> Whose:
        match = self._units.matcher.find(text) if text else None
        if match is None or not match.is_sure:
            return Whose(Of.UNIT, name=text, problem=match.problem if match else NOBODY.format(text))
        return Whose(Of.UNIT, str(match.found), self._units.by_key[match.found].name)

    @cached_property
    def _teams(self) -> dict[str, Any]:
        """By number, with the places of the day and the backing unit."""
        rows = Team.objects.visible_to(self._by, SEE_ROSTER).as_of(self._day)
        rows = rows.filter(within_prefixes("place_code", [self._scope]))
        return {
            str(team.pk): team for team in lineup.with_lineup(rows.order_by("place_code", "pk"), self._day, self._by)
        }

    @cached_property
    def _team_names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for key, team in self._teams.items():
            for name in (team.number, team.name, _stem(team.name)):
                found[compared(name)].add(key)
        return found

    @cached_property
    def _team_at(self) -> dict[str, str]:
        """Code of a place served → team."""
        return {place.code: key for key, team in self._teams.items() for place in lineup.places_of(team)}

    def team(self, text: str) -> Whose:
        name = compared(text)
        found = self._team_names.get(name) or (self._team_names.get(_stem(name)) if _stem(name) != name else None)
        if not text or not found or len(found) > 1:
            return Whose(Of.TEAM, name=text, problem=f"没有叫“{text}”的工作队。")
        key = next(iter(found))
        return Whose(Of.TEAM, key, self._teams[key].name)

    def _team_of(self, whose: Whose) -> Any:
        if whose.of is Of.PERSON:
            return self._teams.get(str(self._people[whose.key][0].team_id))
        return self._teams.get(whose.key if whose.of is Of.TEAM else self._team_at.get(whose.key, ""))

    # ── persons ──

    @cached_property
    def _people(self) -> dict[str, tuple[Posting, dict[str, Any]]]:
        """In the fixed order; nobody for whoever may not take the roster away."""
        if not self._by.may(EXPORT):
            return {}
        rows = [row for row in postings_in(self._by, self._day, Order.PLACES) if row.place_code.startswith(self._scope)]
        return {str(row.pk): (row, told) for row, told in zip(rows, rows_of(rows, is_full=False), strict=True)}

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, (_, told) in self._people.items():
            found[compared(told["name"])].append(key)
        return found

    def person(self, text: str, others: frozenset[str]) -> Whose:
        if not self._by.may(EXPORT):
            return Whose(Of.PERSON, name=text, problem=NO_ROSTER)
        some = self._by_name.get(compared(text), [])
        if len(some) > 1:
            told = frozenset(map(compared, others))
            alike = [key for key in some if told & self._marks(key)]
            some = alike if len(alike) == 1 else some
        if len(some) != 1:
            problem = SEVERAL.format(len(some), text) if some else NOBODY.format(text)
            return Whose(Of.PERSON, name=text, problem=problem)
        return Whose(Of.PERSON, some[0], text)

    def _marks(self, key: str) -> set[str]:
        """By which two of one name are told apart."""
        told = self._people[key][1]
        return {compared(str(told[name])) for name in ("unit", "place") if told[name]}

    def everybody(self, role: str = "") -> list[Whose]:
        if not self._by.may(EXPORT):
            return [Whose(Of.PERSON, problem=NO_ROSTER)]
        return [self._as_whose(key) for key in self._people if self._holds(key, role)]

    def people_of(self, place: Whose, role: str = "") -> list[Whose]:
        if not self._by.may(EXPORT):
            return [Whose(Of.PERSON, problem=NO_ROSTER)]
        team = self._team_of(place)
        if team is None:
            return []
        return [self._as_whose(key) for key in self._in_team.get(str(team.pk), ()) if self._holds(key, role)]

    @cached_property
    def _in_team(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, (posting, _) in self._people.items():
            found[str(posting.team_id)].append(key)
        return found

    def _as_whose(self, key: str) -> Whose:
        return Whose(Of.PERSON, key, self._people[key][1]["name"])

    def _holds(self, key: str, role: str) -> bool:
        return not role or TeamRole(role) in self._people[key][1]["roles"]

    def cadre_of(self, whose: Whose) -> int | None:
        found = self._people.get(whose.key)
        return found[0].cadre_id if found else None

    # ── values ──

    def value(self, field: Field, whose: Whose) -> Said:
        if not whose.is_known:
            return Said(None, whose.problem)
        if field.of == "person":
            return self._of_person(field, whose.key)
        team = self._team_of(whose)
        if team is None:
            return Said(None, NO_TEAM)
        return self._of_team(field, team) if field.of == "team" else self._of_role(field, team, whose)

    def _of_role(self, field: Field, team: Any, whose: Whose) -> Said:
        people = self.people_of(whose, field.of)
        if people and not people[0].is_known:
            return Said(None, people[0].problem)
        if not people:
            return Said(None, NOT_THERE.format(team.name, ROLES[field.of]))
        if len(people) > 1 and field.key != "name":
            return Said(None, f"有 {len(people)} 名{ROLES[field.of]}，不知道填哪一名。")
        said = [self._of_person(field, one.key) for one in people]
        return Said("、".join(str(one.value) for one in said)) if len(said) > 1 else said[0]

    def _of_person(self, field: Field, key: str) -> Said:
        posting, told = self._people[key]
        return _said(self._computed(field.key, posting, told) if field.key in COMPUTED else _column(field, told))

    def _computed(self, key: str, posting: Posting, told: dict[str, Any]) -> int | str | None:
        if key == "age":
            return full_years(told["birth_month"], self._day) if told["birth_month"] else None
        if key == "unit_and_post":
            return f"{told['unit']}{told['post'] or ''}"
        if key == "party":
            return "中共党员" if told["party_joined_on"] else None
        return posting.team.number if key == "team_number" else posting.team.name

    def _of_team(self, field: Field, team: Any) -> Said:
        places, townships = lineup.seat_words(team)
        told = {
            "name": team.name,
            "number": team.number,
            "places": places,
            "township": townships,
            "backing": team.backing,
            "tags": "、".join(lineup.tags_of(team.places_of_day)),
        }
        return _said(told[field.key])


COMPUTED = frozenset(("age", "unit_and_post", "party", "team", "team_number"))


def _column(field: Field, told: dict[str, Any]) -> int | str | None:
    column, value = column_of(field), told.get(field.key)
    if column is None or value is None or value in ("", ()):
        return None
    return written_value(column, value)


def _said(value: int | str | None) -> Said:
    return Said(None, EMPTY) if value in (None, "") else Said(value)


def _stem(name: str) -> str:
    for ending in TEAM_ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending).removeprefix("驻")
    return name
