"""Whose row it is: by name, by unit or village where several share it, by the days they were on post."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.benefits.models import postings_reached
from zhucun.incentives.benefits.rules import RECORD
from zhucun.lib.periods import Span
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case


@dataclass(frozen=True)
class People:
    """All whom the reader may register for, by name."""

    by_name: Mapping[str, list[Posting]]

    def of(self, rows: Rows, at: int, span: Span, called: str) -> Posting | None:
        """Who of that name was on post in the span, or a sentence at the name."""
        name = rows.values["name"][at]
        if not name:
            return None
        told = [one for one in self.by_name.get(name, ()) if _fits(one, rows, at)]
        there = [one for one in told if (one.reported_on or one.since) < span.until and _is_there(one, span.since)]
        if len(there) == 1:
            return there[0]
        rows.fault(at, "name", _why_not(name, told, there, called))
        return None


def _is_there(one: Posting, day: date) -> bool:
    return one.until is None or one.until > day


def _fits(one: Posting, rows: Rows, at: int) -> bool:
    place = rows.values["place"][at] if "place" in rows.values else None
    return (rows.values["unit"][at] or "") in one.sending_unit.name and (place or "") in one.team.name


def _why_not(name: str, told: list[Posting], there: list[Posting], called: str) -> str:
    if len({one.cadre_id for one in there}) > 1:
        return f"有几个叫{name}的，写上单位。"
    if there:
        return f"{name}{called}换过队，在“村”一列写上是哪个队的。"
    if told:
        return f"{name}{called}不在岗，核对月份、日期。"
    return f"名册上没有{name}，或者不是这里登记的；核对姓名和单位。"


def people_of(by: Actor) -> People:
    found: dict[str, list[Posting]] = defaultdict(list)
    rows = postings_reached(by, RECORD).select_related("cadre__person", "sending_unit", "team")
    for one in rows.order_by("since", "pk"):
        found[one.cadre.person.name].append(one)
    return People(found)


def places_in(case: Case) -> Iterator[tuple[Rows, int]]:
    """Every row of the file, by where it stands."""
    for rows in case.rows:
        for at in range(len(rows.numbers)):
            yield rows, at


def who(told: Mapping[str, Any]) -> str:
    return told["name"] or ""
