"""Of which days a form says its numbers are, so that nobody sends July's where June's are asked. Pure."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

AS_OF = re.compile(r"截[至止][^\d，。；]{0,4}(\d{4})年(\d{1,2})月(\d{1,2})日")
MONTH = re.compile(r"(\d{4})年(\d{1,2})月(?!\s*\d)")
PART = re.compile(r"(\d{4})年(上半年|第?一季度|第?二季度|第?三季度|第?四季度)")
PARTS = {"上半年": (1, 6), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12)}


@dataclass(frozen=True)
class Said:
    """As the form has it in words; `since` is None where it names only the day."""

    words: str
    since: date | None
    last: date

    def differs_from(self, as_of: date, since: date, last: date) -> bool:
        return self.last != as_of or (self.since is not None and (self.since, self.last) != (since, last))

    def by(self, today: date) -> "Said | None":
        """What of it is over: of a month that runs, so far; of one to come, nothing."""
        if self.last <= today:
            return self
        return replace(self, last=today) if self.since and self.since <= today else None

    @property
    def told(self) -> str:
        return f"{self.since:%Y-%m-%d} 到 {self.last:%Y-%m-%d}" if self.since else f"截止 {self.last:%Y-%m-%d}"


def days_said(lines: Iterable[str]) -> Said | None:
    """A day goes before a span, which a title may name beside it; of two that differ, neither."""
    told = [line.replace(" ", "") for line in lines]
    days, spans = _days(told), _spans(told)
    until_then = [replace(span, words=days[0].words) for span in spans if days and span.last == days[0].last]
    if days:
        return (until_then or days)[0] if len({one.last for one in days}) == 1 else None
    return spans[0] if len({(one.since, one.last) for one in spans}) == 1 else None


def _days(lines: list[str]) -> list[Said]:
    hits = (hit for line in lines for hit in AS_OF.finditer(line))
    return [Said(hit[0], None, day) for hit in hits if (day := _day(*map(int, hit.groups())))]


def _spans(lines: list[str]) -> list[Said]:
    found = []
    for line in lines:
        for hit in PART.finditer(line):
            first, last = PARTS[hit[2].removeprefix("第")]
            found.append(_span(hit[0], int(hit[1]), first, last))
        found += [_span(hit[0], int(hit[1]), int(hit[2]), int(hit[2])) for hit in MONTH.finditer(line)]
    return [one for one in found if one]


def _span(words: str, year: int, first: int, last: int) -> Said | None:
    since = _day(year, first, 1)
    return Said(words, since, date(year, last, monthrange(year, last)[1])) if since else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
