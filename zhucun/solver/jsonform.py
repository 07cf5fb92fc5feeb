"""Problems and plans as JSON documents; docs/form-teams.md is the description for people.

Reading is strict: an unknown field is a slip of the pen and is said, never skipped, since a rule that is misspelt
would not hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from zhucun.solver.explain import Reasons, reasons
from zhucun.solver.found import Found
from zhucun.solver.problem import Candidate, Lock, Problem, Prohibition, Team, Unit
from zhucun.solver.scoring import worth

LISTS = {"teams": Team, "candidates": Candidate, "units": Unit, "locks": Lock, "prohibitions": Prohibition}
WORDS = {int: "整数", str: "文字", bool: "true 或 false"}


class BadInput(Exception):
    """The document is no problem; each sentence says where and what."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def read(document: Any) -> Problem:
    """Raises BadInput."""
    reading = _Reading()
    problem = reading.object_of(Problem, document, "题目")
    if reading.faults:
        raise BadInput(reading.faults)
    return problem


def written(problem: Problem, found: Found) -> dict[str, Any]:
    """The plan with its value, the bound, and why, ready for `json.dumps`."""
    scored = worth(problem, found.assignment)
    why = reasons(problem, found.assignment, scored)
    return {
        "is_legal": found.is_legal,
        "broken": found.broken,
        "worth": found.worth,
        "bound": found.bound,
        "gap": found.gap,
        "is_proven": found.gap == 0,
        "teams": [_team(team, found, why) for team in problem.teams],
        "terms": [_term(term) for term in scored.terms if term.points],
    }


def _team(team: Team, found: Found, why: Reasons) -> dict[str, Any]:
    members = sorted(person for person, place in found.assignment.seats.items() if place == team.id)
    secretary = found.assignment.secretaries.get(team.id)
    return {
        "team": team.id,
        "unit": team.unit or found.assignment.backers.get(team.id, ""),
        "first_secretary": secretary,
        "members": [
            {"candidate": person, "is_first_secretary": person == secretary, "reasons": why.of_person[person]}
            for person in members
        ],
        "wishes": [vars(wish) for wish in why.of_team[team.id]],
    }


def _term(term: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(term).items() if value}


class _Reading:
    """Reads by the dataclasses themselves, so that document and problem cannot drift apart."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def object_of(self, kind: type, given: Any, where: str) -> Any:
        if not isinstance(given, Mapping):
            return self._fault(f"{where}要写成 {{…}}。")
        known = {field.name: field for field in fields(kind)}
        for name in given.keys() - known.keys():
            self._fault(f"{where}里没有“{name}”这一项；可以写：{'、'.join(known)}。")
        hints = _hints(kind)
        values = {}
        for name, field in known.items():
            if name in given:
                values[name] = self._value(
                    hints[name], given[name], f"{where}的 {name}", LISTS.get(name) if kind is Problem else None
                )
            elif _is_required(field):
                self._fault(f"{where}没有写 {name}。")
        return None if self.faults else kind(**values)

    def _value(self, hint: Any, given: Any, where: str, item: type | None = None) -> Any:
        if item is not None:
            return self._list(item, given, where)
        origin, inner = get_origin(hint), get_args(hint)
        if origin is UnionType:
            return None if given is None else self._value(next(i for i in inner if i is not NoneType), given, where)
        if is_dataclass(hint):
            return self.object_of(hint, given, where) if isinstance(hint, type) else None
        if origin is frozenset:
            return frozenset(self._list(str, given, where))
        if origin is tuple:
            return self._tuple(inner, given, where)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(inner[1], given, where)
        if origin is not None:
            return tuple(self._value(inner[0], one, where) for one in self._listed(given, where))
        return self._plain(hint, given, where)

    def _list(self, item: type, given: Any, where: str) -> list[Any]:
        read = self.object_of if is_dataclass(item) else self._plain
        return [read(item, one, f"{where}第 {at} 条") for at, one in enumerate(self._listed(given, where), start=1)]

    def _tuple(self, inner: tuple[Any, ...], given: Any, where: str) -> Any:
        values = self._listed(given, where)
        if inner[-1] is Ellipsis:
            return tuple(self._plain(inner[0], one, where) for one in values)
        if len(values) != len(inner):
            return self._fault(f"{where}要写 {len(inner)} 个值。")
        return tuple(self._plain(hint, one, where) for hint, one in zip(inner, values, strict=True))

    def _mapping(self, hint: Any, given: Any, where: str) -> Any:
        if not isinstance(given, Mapping):
            return self._fault(f"{where}要写成 {{…}}。")
        return {str(name): self._plain(hint, value, f"{where}的 {name}") for name, value in given.items()}

    def _plain(self, hint: Any, given: Any, where: str) -> Any:
        if type(given) is not hint:
            return self._fault(f"{where}要写{WORDS[hint]}，不是 {_short(given)}。")
        return given

    def _listed(self, given: Any, where: str) -> Sequence[Any]:
        if isinstance(given, list):
            return given
        self._fault(f"{where}要写成 […]。")
        return ()

    def _fault(self, sentence: str) -> Any:
        self.faults.append(sentence)


_hints = cache(get_type_hints)  # a county's problem is a thousand objects of six kinds


def _is_required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _short(given: Any) -> str:
    text = str(given)
    return f"“{text[:20]}…”" if len(text) > 20 else f"“{text}”"


def plain(thing: Any) -> Any:
    """A problem as lists and objects; what stands at its default is left out."""
    if is_dataclass(thing) and not isinstance(thing, type):
        return {f.name: plain(getattr(thing, f.name)) for f in fields(thing) if getattr(thing, f.name) != _default(f)}
    if isinstance(thing, Mapping):
        return {name: plain(value) for name, value in thing.items()}
    if isinstance(thing, frozenset):
        return sorted(thing)
    if isinstance(thing, list | tuple):
        return [plain(one) for one in thing]
    return thing


def _default(field: "Field[Any]") -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default
