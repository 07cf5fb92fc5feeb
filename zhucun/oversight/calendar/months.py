"""Which month a page is about: it stands in the address, with the way to the one before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest

from zhucun.lib.periods import Span, add_months, month_of

FORMAT = "%Y-%m"
EARLIEST = date(2015, 1, 1)  # first secretaries were first sent that year
MOST_AHEAD = 2  # months that may be looked into: what is announced lies within


@dataclass(frozen=True)
class Asked:
    """A month as somebody looks at it on a day."""

    span: Span
    today: date

    @property
    def key(self) -> str:
        return self.span.since.strftime(FORMAT)

    @property
    def label(self) -> str:
        return f"{self.span.since.year}年{self.span.since.month}月"

    @property
    def short(self) -> str:
        return f"{self.span.since.month}月"

    @cached_property
    def days(self) -> list[date]:
        return [self.span.since + timedelta(days=at) for at in range(self.span.days)]

    @property
    def is_now(self) -> bool:
        return self.span.holds(self.today)

    @property
    def is_begun(self) -> bool:
        return self.span.since <= self.today

    @property
    def is_over(self) -> bool:
        return self.span.until <= self.today

    def other(self, months: int) -> "Asked":
        return Asked(month_of(add_months(self.span.since, months)), self.today)

    @property
    def before(self) -> "Asked":
        return self.other(-1)

    @property
    def after(self) -> "Asked | None":
        last = add_months(self.today.replace(day=1), MOST_AHEAD)
        return self.other(1) if self.span.since < last else None


def month_asked(request: HttpRequest) -> Asked:
    """`?month=2022-07`; anything else is the month that runs."""
    today = request.actor.today
    try:
        year, month = map(int, request.GET.get("month", "").split("-"))
        first = max(date(year, month, 1), EARLIEST)
    except ValueError:
        first = today
    latest = add_months(today.replace(day=1), MOST_AHEAD)
    return Asked(month_of(min(first, latest)), today)


def address_of(path: str, asked: Mapping[str, str], **changed: str | None) -> str:
    """The same page with something of its address changed; None takes it away."""
    kept = {name: value for name, value in (asked | changed).items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path
