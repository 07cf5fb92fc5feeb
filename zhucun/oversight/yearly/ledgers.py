"""What the ledgers say of a team's year: days, absences, grades, problems, matters, promises, the villagers' view."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.lib.amounts import shown_hundredths
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import SEE as SEE_GRADES
from zhucun.oversight.assessment.rules import SheetState
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import LOCKED
from zhucun.oversight.attendance.rules import SEE as SEE_DAYS
from zhucun.oversight.attendance.year import OPENING
from zhucun.oversight.onsite.models import SiteVisit
from zhucun.oversight.onsite.rules import SEE as SEE_VISITS
from zhucun.oversight.promises.models import TaskPromise
from zhucun.oversight.promises.rules import SEE as SEE_PROMISES
from zhucun.oversight.promises.rules import State as PromiseState
from zhucun.oversight.rating import reading as ratings
from zhucun.oversight.rating.rules import SEE as SEE_RATINGS
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.rectification.rules import SEE as SEE_ITEMS
from zhucun.oversight.rectification.rules import State as ItemState
from zhucun.oversight.schemes.rules import ObjectKind, SchemeCycle
from zhucun.oversight.yearly.columns import Asked, Said, yearly_column
from zhucun.policy.attendance import ABSENCE
from zhucun.six_ones.industries.models import IndustryProject, finished_by, planned_by
from zhucun.six_ones.industries.rules import SEE as SEE_PROJECTS
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import SEE as SEE_MATTERS

HALVES_OF_A_DAY = 2


def _opens(asked: Asked, route: str, team: int, **told: object) -> str:
    """That ledger, narrowed to the team by its search."""
    if "names" not in asked.memo:
        asked.memo["names"] = dict(Team.objects.filter(pk__in=asked.teams).values_list("pk", "name"))
    return f"{reverse(route)}?{urlencode({'q': asked.memo['names'].get(team, ''), **told})}"


def _opens_year(asked: Asked, route: str, team: int) -> str:
    return _opens(asked, route, team, year=asked.year)


def _opens_days(asked: Asked, team: int) -> str:
    """The year's days of those who are or were on the team."""
    return f"{reverse('oversight:days.year')}?{urlencode({'year': asked.year, 'team': team})}"


def _months(asked: Asked) -> tuple[Counter[int], Counter[int]]:
    """(Half-days in the village, half-days absent) by team, of the locked months and those carried in."""
    if "months" not in asked.memo:
        rows = MonthLine.objects.visible_to(asked.actor).filter(team__in=asked.teams, state__in=LOCKED)
        rows = rows.filter(month__gte=f"{asked.year}-01", month__lte=f"{asked.year}-12").order_by()
        there, absent = _carried(asked), Counter[int]()
        for team, counted, totals in rows.values_list("team", "counted_halfdays", "totals"):
            there[team] += counted
            absent[team] += totals.get(ABSENCE, 0)
        asked.memo["months"] = there, absent
    return asked.memo["months"]


def _carried(asked: Asked) -> Counter[int]:
    """Days before the county began here, by the team in which the person was."""
    span = asked.span
    brought = OpeningBalance.objects.filter(within_prefixes("county_code", [asked.county_code]), kind=OPENING)
    brought = brought.filter(month__gte=span.since, month__lt=span.until, cadre__isnull=False)
    served = Posting.objects.visible_to(asked.actor).filter(team__in=asked.teams).order_by("since")
    teams = dict(served.filter(cadre__in=brought.values("cadre")).values_list("cadre", "team"))
    carried: Counter[int] = Counter()
    for cadre, amount in brought.values_list("cadre", "amount"):
        if cadre in teams:
            carried[teams[cadre]] += amount
    return carried


@yearly_column("days", "在村人天", order=10, needs=SEE_DAYS)
def days(asked: Asked) -> Mapping[int, Said]:
    there, _ = _months(asked)
    return {team: _person_days(half, _opens_days(asked, team)) for team, half in there.items()}


def _person_days(half: int, url: str) -> Said:
    days = _plain_days(half)
    return Said(str(days), days, url)


def _plain_days(half: int) -> int | str:
    """As a sheet holds it: whole, or with a half."""
    whole, rest = divmod(half, HALVES_OF_A_DAY)
    return f"{whole}.5" if rest else whole


@yearly_column("absences", "无故不在村人天", order=20, needs=SEE_DAYS)
def absences(asked: Asked) -> Mapping[int, Said]:
    there, absent = _months(asked)
    return {team: _person_days(absent[team], _opens_days(asked, team)) for team in there}


@yearly_column("visits", "督查到过", order=30, needs=SEE_VISITS)
def visits(asked: Asked) -> Mapping[int, Said]:
    span = asked.span
    rows = SiteVisit.objects.visible_to(asked.actor).standing().filter(team__in=asked.teams)
    rows = rows.filter(visited_on__gte=span.since, visited_on__lt=span.until)
    return {team: Said.of_number(n, "次", _opens_year(asked, "oversight:visits", team)) for team, n in _counted(rows)}


def _counted(rows: Any) -> list[tuple[int, int]]:
    """(Team, how many)."""
    return list(rows.order_by().values("team").annotate(n=Count("pk")).values_list("team", "n"))


@yearly_column("items", "交办销号", order=40, needs=SEE_ITEMS, width=14)
def items(asked: Asked) -> Mapping[int, Said]:
    span = asked.span
    rows = RectificationItem.objects.visible_to(asked.actor).filter(team__in=asked.teams)
    rows = rows.exclude(state__in=[ItemState.DRAFT, ItemState.DROPPED])
    rows = rows.filter(letter__issued_on__gte=span.since, letter__issued_on__lt=span.until).order_by()
    both = rows.values("team").annotate(n=Count("pk"), closed=Count("pk", filter=Q(state=ItemState.CLOSED)))
    return {
        team: Said(f"{closed} / {n}", f"{closed}/{n}", _opens_year(asked, "oversight:rectification.ledger", team))
        for team, n, closed in both.values_list("team", "n", "closed")
    }


@yearly_column("matters", "办成实事", order=50, needs=SEE_MATTERS)
def matters(asked: Asked) -> Mapping[int, Said]:
    """Those that were solved, whichever way they came to the team: 实事台账 and not the notes about it."""
    span = asked.span
    rows = UrgentMatter.objects.visible_to(asked.actor).done_in(span.since, span.until).filter(team__in=asked.teams)
    return {team: Said.of_number(n, "件", _opens_matters(asked, team)) for team, n in _counted(rows)}


def _opens_matters(asked: Asked, team: int) -> str:
    told = {"team": team, "done": asked.year, "view": "done"}
    return f"{reverse('six_ones:matters')}?{urlencode(told)}"


@yearly_column("projects", "产业项目", order=55, needs=SEE_PROJECTS, width=14)
def projects(asked: Asked) -> Mapping[int, Said]:
    """Finished by the end of the year, of those on the plan by then."""
    last = asked.span.last_day
    rows = IndustryProject.objects.visible_to(asked.actor).standing().filter(team__in=asked.teams).order_by()
    both = rows.filter(planned_by(last)).values("team")
    counted = both.annotate(n=Count("pk"), done=Count("pk", filter=finished_by(last)))
    return {
        team: Said(f"完成 {done} / {n}", f"{done}/{n}", f"{reverse('six_ones:projects')}?{urlencode({'team': team})}")
        for team, n, done in counted.values_list("team", "n", "done")
    }


@yearly_column("promises", "任务验收", order=60, needs=SEE_PROMISES, width=14)
def promises(asked: Asked) -> Mapping[int, Said]:
    rows = TaskPromise.objects.visible_to(asked.actor).standing()
    rows = rows.filter(of_list__team__in=asked.teams, of_list__year=asked.year).order_by()
    both = rows.values("of_list__team", "of_list").annotate(
        n=Count("pk"), accepted=Count("pk", filter=Q(state=PromiseState.ACCEPTED))
    )
    return {
        team: Said(f"{accepted} / {n}", f"{accepted}/{n}", reverse("oversight:promises.one", args=[key]))
        for team, key, n, accepted in both.values_list("of_list__team", "of_list", "n", "accepted")
    }


QUARTERS = (("Q1", "一季度等次"), ("Q2", "二季度等次"), ("Q3", "三季度等次"), ("Q4", "四季度等次"))


def _grades(asked: Asked) -> Mapping[str, Mapping[int, Said]]:
    """Period → team → grade in words, of what is decided."""
    if "grades" not in asked.memo:
        rows = ScoreSheet.objects.visible_to(asked.actor).filter(state=SheetState.DECIDED, team__in=asked.teams)
        rows = rows.filter(cycle__object_kind=ObjectKind.TEAM, cycle__since__year=asked.year)
        found: dict[str, dict[int, Said]] = defaultdict(dict)
        for sheet in rows.exclude(cycle__cycle=SchemeCycle.TERM).select_related("cycle"):
            found[sheet.cycle.period.replace("-", "")][sheet.team_id] = _grade(sheet)
        asked.memo["grades"] = found
    return asked.memo["grades"]


def _grade(sheet: ScoreSheet) -> Said:
    word = sheet.grade_called
    return Said(word, word, reverse("oversight:assessment.sheet", args=[sheet.pk]))


def _grade_column(period: str, label: str, order: int) -> None:
    @yearly_column(f"grade_{period or 'year'}", label, order=order, needs=SEE_GRADES, width=10)
    def says(asked: Asked) -> Mapping[int, Said]:
        return _grades(asked).get(f"{asked.year}{period}", {})


for _at, (_period, _label) in enumerate(QUARTERS):
    _grade_column(_period, _label, 70 + _at)
_grade_column("", "年度等次", 75)


@yearly_column("villagers", "群众评议", order=80, needs=SEE_RATINGS, width=14)
def villagers(asked: Asked) -> Mapping[int, Said]:
    """By votes, over the year's surveys and meetings."""
    found = ratings.scores(asked.actor, str(asked.year), *(f"{asked.year}{quarter}" for quarter, _ in QUARTERS))
    sides = {team: found.get((ratings.TEAM, team), {}).get("households") for team in asked.teams}
    return {team: _view(said, _opens(asked, "oversight:rating", team)) for team, said in sides.items() if said}


def _view(said: ratings.Scored, url: str) -> Said:
    score = shown_hundredths(said.hundredths)
    return Said(score, score, url, f"{said.votes} 票")
