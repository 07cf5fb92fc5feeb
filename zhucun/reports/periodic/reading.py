"""What stands around a month's reports: who has confirmed, what teams raised, what is other than the period before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS, Team
from zhucun.lib.figure import Figure, named
from zhucun.lib.periods import add_months
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.prompts.models import PromptItem, WorkPrompt
from zhucun.oversight.prompts.rules import SEE as SEE_PROMPTS
from zhucun.records.monthly.lists import teams_with
from zhucun.records.monthly.models import MonthReport
from zhucun.records.monthly.rules import State as MonthState
from zhucun.records.notes.rules import SEE as SEE_RECORDS
from zhucun.reports.periodic.composing import Asked, answers
from zhucun.reports.periodic.models import PeriodicReport
from zhucun.reports.periodic.periods import Cycle, Period, holding
from zhucun.reports.periodic.template import Number, Template, templates
from zhucun.web.figures import address

MOST_PROBLEMS, MOST_PLANS = 60, 6
SHORTEST = 2  # characters of a problem that says anything


# ── what goes out ──


@dataclass(frozen=True)
class Due:
    """A report of a period, until when it goes out, and how far it is; `due_on` is none of what has no day."""

    template: Template
    period: Period
    due_on: date | None
    row: PeriodicReport | None

    @property
    def begin_url(self) -> str:
        told = {"kind": self.template.key, "period": self.period.key}
        return f"{reverse('reports:periodic.new')}?{urlencode(told)}"


def due_after(month: date, county_code: str, actor: Actor) -> list[Due]:
    """What goes out once the month is over: of the month itself, of the quarter, half and year that end with it."""
    end = add_months(month, 1)
    listed = [
        (one, period)
        for one in templates().values()
        if one.cycle is not Cycle.DAY and (period := holding(one.cycle, month)).until == end
    ]
    rows = PeriodicReport.objects.visible_to(actor).filter(county_code=county_code).exclude(state="dropped")
    held = {(row.kind, row.period): row for row in rows.filter(last_on__gte=month, last_on__lt=end).defer("text")}
    return [
        Due(one, period, end.replace(day=one.due_day) if one.due_day else None, held.get((one.key, period.key)))
        for one, period in listed
    ]


# ── who has confirmed ──


@dataclass(frozen=True)
class Confirmed:
    """A township's teams in a month: how many there were, how many nobody has confirmed, the township has to check."""

    code: str
    name: str
    teams: int
    silent: int
    waiting: int
    checked: int
    url: str

    @property
    def silent_url(self) -> str:
        return f"{self.url}&view=none"

    @property
    def waiting_url(self) -> str:
        return f"{self.url}&view=confirmed"


def confirmed_by_township(month: date, actor: Actor) -> list[Confirmed]:
    """In the townships' fixed order."""
    teams = Team.objects.visible_to(actor, SEE_RECORDS)
    counted: dict[str, dict[str | None, int]] = defaultdict(dict)
    rows = teams_with(teams, month).order_by().annotate(zc_township=Substr("place_code", 1, TOWNSHIP_DIGITS))
    for code, state, count in rows.values("zc_township", "state").annotate(n=Count("pk")).values_list(
        "zc_township", "state", "n"
    ):  # fmt: skip
        counted[code][state] = count
    places = Place.objects.filter(kind=Kind.TOWNSHIP, code__in=counted, until__isnull=True)
    named_in_order = places.order_by("position", "code").values_list("code", "name")
    return [_confirmed(code, name, counted[code], month) for code, name in named_in_order]


def _confirmed(code: str, name: str, of: dict[str | None, int], month: date) -> Confirmed:
    told = urlencode({"month": f"{month:%Y-%m}", "township": code})
    silent = of.get(None, 0) + of.get(MonthState.SENT_BACK, 0)
    waiting, checked = of.get(MonthState.CONFIRMED, 0), of.get(MonthState.CHECKED, 0)
    url = f"{reverse('records:reports')}?{told}"
    return Confirmed(code, name, sum(of.values()), silent, waiting, checked, url)


# ── what teams raised, what the county asked for ──


@dataclass(frozen=True)
class Problem:
    """`report` is the team's month in which it said so last."""

    report: int
    team: str
    words: str
    url: str


def problems(period: Period, actor: Actor) -> list[Problem]:
    """In the teams' own words, by their place, each once; what was sent back is not said."""
    rows: QuerySet = MonthReport.objects.visible_to(actor, SEE_RECORDS)
    rows = rows.filter(month__gte=period.since.replace(day=1), month__lt=period.until).exclude(problems="")
    rows = rows.exclude(state=MonthState.SENT_BACK).select_related("team").order_by("place_code", "team", "month")
    found = {(row.team_id, row.problems.strip()): row for row in rows if len(row.problems.strip()) >= SHORTEST}
    return [_problem(row) for row in list(found.values())[:MOST_PROBLEMS]]


def _problem(row: MonthReport) -> Problem:
    url = f"{reverse('records:report', args=[row.team_id])}?month={row.month:%Y-%m}"
    return Problem(row.pk, row.team.name, row.problems.strip(), url)


MONTH_SHEETS = "month_sheets"  # a measure of a 提示


def plans(period: Period, county_code: str, actor: Actor) -> list[str]:
    """What 重点工作提示 of the month after a month asks for, beside the month sheets due each month."""
    if period.cycle is not Cycle.MONTH:
        return []
    month = f"{period.until:%Y-%m}"
    sent = WorkPrompt.objects.visible_to(actor, SEE_PROMPTS).issued().filter(county_code=county_code, month=month)
    items = PromptItem.objects.filter(prompt__in=sent).exclude(measure=MONTH_SHEETS).order_by("prompt", "position")
    return list(dict.fromkeys(items.values_list("text", flat=True)))[:MOST_PLANS]


# ── what is other than before ──


@dataclass(frozen=True)
class Change:
    label: str
    unit: str
    before: str
    now: str
    url: str


def changes(template: Template, asked: Asked) -> list[tuple[str, list[Change]]]:
    """Section → its numbers that are other than of the period before; a section without any is left out."""
    own = [number for number in template.numbers if number.days == "本期"]
    known = answers([*own, *(Number(one.figure, "上期") for one in own)], asked)
    told = [(section.heading, list(_changes(section.paragraphs, known, asked))) for section in template.sections]
    return [(heading, found) for heading, found in told if heading and found]


def _changes(paragraphs: Iterable, known: dict, asked: Asked) -> Iterator[Change]:
    figures = dict.fromkeys(number.figure for one in paragraphs for number in one.numbers)
    for figure_id in figures:
        then, now = known.get((figure_id, "上期")), known.get((figure_id, "本期"))
        if then is not None and now is not None and then.value != now.value:
            yield _change(named(figure_id), then.value, now.value, asked)


def _change(figure: Figure, then: int | None, now: int | None, asked: Asked) -> Change:
    """Of a figure of a day it opens what came and went since; of one of a period its records."""
    own, against = asked.question("本期"), asked.question("上期").as_of.isoformat()
    url = address(figure.id, own) if figure.has_period else address(figure.id, own, part="changes", against=against)
    unit = "%" if figure.kind == "share" else figure.unit
    return Change(figure.label, unit, figure.shown(then), figure.shown(now), url)


def silent_in(listed: Sequence[Confirmed]) -> int:
    return sum(one.silent for one in listed)
