"""A month as a list for phones: whoever has something else than plain days first, in words (screen G1, docs/ux.md)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from zhucun.lib import halves
from zhucun.oversight.calendar.cells import PLAIN, Look
from zhucun.oversight.calendar.everybody import Everybody
from zhucun.oversight.calendar.people import OnTeam


@dataclass(frozen=True)
class Line:
    """A person; `said` is (code of the look, words) for each stretch of days, none where all are plain."""

    name: str
    team: str
    url: str
    said: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class TownLines:
    """Of one township; its name is empty where the reader sees only one."""

    code: str
    name: str
    changed: Sequence[Line]
    plain: Sequence[Line]


def listed(shown: Everybody, *, query: str) -> list[TownLines]:
    """Townships in their fixed order, in each the people as they stand in the calendar."""
    looks = {mark: look for mark, look in shown.looks.items() if look.code not in PLAIN}
    people = reverse("oversight:days.person", args=[0]).removesuffix("0/")
    first = halves.half_of(shown.asked.span.since)
    names = shown.townships if len(shown.townships) > 1 else {}

    def line(one: OnTeam) -> Line:
        said = _said(shown.marks(one), looks, first)
        return Line(one.name, one.village, f"{people}{one.cadre}/{query}", said)

    grouped = groupby(shown.people, key=lambda one: one.township_code)
    return [_town(code, names.get(code, ""), map(line, found)) for code, found in grouped]


def _town(code: str, name: str, lines: Iterable[Line]) -> TownLines:
    found = list(lines)
    return TownLines(code, name, [one for one in found if one.said], [one for one in found if not one.said])


def _said(marks: str, looks: Mapping[str, Look], first: int) -> list[tuple[str, str]]:
    """7月4日至5日 公务离村; most months say nothing, and are not looked at twice."""
    return list(_stretches(marks, looks, first)) if not looks.keys().isdisjoint(marks) else []


def _stretches(marks: str, looks: Mapping[str, Look], first: int) -> Iterator[tuple[str, str]]:
    at = first
    for mark, same in groupby(marks):
        until = at + len(list(same))
        if look := looks.get(mark):
            label = look.label.partition("，")[0]
            yield look.code, f"{halves.in_words(at, until, year=halves.day_of(at).year)} {label}"
        at = until
