"""What the page is asked: which territory and which stretch of time, all of it in the address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.scope import within_prefixes
from zhucun.lib.dates import read_date
from zhucun.lib.figure import Question
from zhucun.lib.periods import Span, add_months, month_of, quarter_of, year_of
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.six_ones.outcomes.rules import SEE

YEAR = "year"
PERIODS = {YEAR: "近一年", "this_year": "今年以来", "quarter": "本季度", "month": "本月"}
ONE_DAY = timedelta(days=1)
COUNTY, TOWNSHIP, WHOLE_CODE = 6, 9, 14  # digits of a code
WORDS = {COUNTY: "县", TOWNSHIP: "乡镇", WHOLE_CODE: "村"}


def span_of(period: str, today: date) -> Span:
    """The year is that of the last twelve whole months, so that it can be compared with the year before."""
    whole = {"this_year": year_of, "quarter": quarter_of, "month": month_of}.get(period)
    if whole is None:
        first = today.replace(day=1)
        return Span(add_months(first, -12), first)
    return Span(whole(today).since, today + ONE_DAY)


@dataclass(frozen=True)
class Asked:
    """A question with what may be asked instead: `places` are one's own territory and those below it; `below` those
    right below the one asked for, in their fixed order."""

    question: Question
    period: str
    root: str
    places: Mapping[str, str]
    below: Mapping[str, str]
    path: str
    given: Mapping[str, str]

    @property
    def scope_name(self) -> str:
        return self.places[self.question.scope]

    @property
    def digits(self) -> int:
        """Of the territories that stand side by side: counties seen from above, townships, villages of a township."""
        return next((digits for digits in (COUNTY, TOWNSHIP) if len(self.question.scope) < digits), WHOLE_CODE)

    @property
    def word(self) -> str:
        return WORDS[self.digits]

    @property
    def period_text(self) -> str:
        span = self.question.period
        first, last = span.since, span.last_day
        if first.day == 1 and span.until.day == 1:
            same = (first.year, first.month) == (last.year, last.month)
            return f"{_month(first)}" if same else f"{_month(first)}至{_month(last)}"
        return f"{first:%Y-%m-%d} 至 {last:%Y-%m-%d}"

    def address(self, path: str = "", **changed: str | None) -> str:
        kept = {name: value for name, value in self.given.items() if name not in changed}
        kept |= {name: value for name, value in changed.items() if value}
        return f"{path or self.path}?{urlencode(kept)}" if kept else path or self.path

    @property
    def chips(self) -> list[dict[str, Any]]:
        """As _filter.html draws them."""
        return [*self._periods(), *self._scopes()]

    def _periods(self) -> Iterator[dict[str, Any]]:
        usual = self.period == YEAR
        own = "" if self.period in PERIODS else self.period_text
        none = {"from": None, "to": None}
        options = [
            {"label": label, "url": self.address(period=key, **none), "selected": key == self.period}
            for key, label in PERIODS.items()
        ]
        yield {
            "label": PERIODS[YEAR] if usual else "哪一段时间",
            "options": options,
            "active_label": "" if usual else PERIODS.get(self.period, own),
            "clear_url": self.address(period=None, **none),
        }

    def _scopes(self) -> Iterator[dict[str, Any]]:
        if len(self.places) < 2:
            return
        scope = self.question.scope
        whole = scope == self.root
        options = [
            {"label": name, "url": self.address(scope=code), "selected": code == scope}
            for code, name in self.places.items()
        ]
        all_below = f"{'全县 ' if self.digits == TOWNSHIP else ''}{len(self.below)} 个{self.word}"
        yield {
            "label": all_below if whole else "范围",
            "options": options,
            "active_label": "" if whole else self.scope_name,
            "clear_url": self.address(scope=None),
        }


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"


def asked(request: HttpRequest) -> Asked:
    """Raises OutOfReach for a territory the person does not see, Refused for days that make no sense."""
    actor = request.actor
    given = {name: value for name, value in request.GET.items() if value and name != "export"}
    root = root_of(actor)
    places = places_of(actor, root)
    scope = given.get("scope", root)
    if scope not in places:
        raise OutOfReach()
    period, span = _span(given, actor.today)
    as_of = min(span.last_day, actor.today) if period not in PERIODS else actor.today
    question = Question(actor, scope, as_of, span.since, span.until)
    return Asked(question, period, root, places, _below(actor, scope, places), request.path, given)


def root_of(actor: Actor) -> str:
    """The largest territory of the person's own."""
    reach = actor.scope(SEE).place
    if not reach:
        raise OutOfReach()
    return min(reach, key=len)


def places_of(actor: Actor, root: str) -> dict[str, str]:
    """One query."""
    below = Kind.COUNTY if len(root) < COUNTY else Kind.TOWNSHIP
    rows = Place.objects.visible_to(actor).as_of(actor.today)
    found = rows.filter(kind__in={below, Kind.PREFECTURE, Kind.PROVINCE, Kind.COUNTY}).order_by("position", "code")
    named = dict(found.values_list("code", "name"))
    inside = {code: name for code, name in named.items() if code.startswith(root) and code != root}
    return {root: named.get(root, ""), **inside}


def _below(actor: Actor, scope: str, places: Mapping[str, str]) -> dict[str, str]:
    """Villages are asked for only where they are shown."""
    if len(scope) < TOWNSHIP:
        digits = COUNTY if len(scope) < COUNTY else TOWNSHIP
        return {code: name for code, name in places.items() if len(code) == digits and code.startswith(scope)}
    rows = Place.objects.visible_to(actor).as_of(actor.today).served_kinds().filter(within_prefixes("code", [scope]))
    return dict(rows.order_by("code").values_list("code", "name"))


def _span(given: Mapping[str, str], today: date) -> tuple[str, Span]:
    if "from" in given or "to" in given:
        since = _day(given.get("from")) or span_of(YEAR, today).since
        last = _day(given.get("to")) or today
        if last < since:
            raise Refused("结束日期要在开始日期之后。", field="to")
        return "own", Span(since, last + ONE_DAY)
    period = given.get("period", YEAR)
    period = period if period in PERIODS else YEAR
    return period, span_of(period, today)


def _day(text: str | None) -> date | None:
    """Raises Refused with a sentence for what is no day."""
    if not text:
        return None
    try:
        return read_date(text).value
    except ValueError as error:
        raise Refused(str(error)) from error
