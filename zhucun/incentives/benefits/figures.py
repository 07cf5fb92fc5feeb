"""Figures of 用 on what is promised: both funds, checks, cover, allowances (N37 to N39)."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import BigIntegerField, Case, Count, OuterRef, QuerySet, Subquery, Sum, Value, When

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.incentives.benefits.due import Line
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, HealthCheck
from zhucun.incentives.benefits.reading import COUNTY_DIGITS, care_of, funds_on
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.policy.benefit_values import FIRST_SECRETARY_FUND, TEAM_FUND

GROUP = "保障"


def _figure(name: str, label: str, unit: str, kind: str, definition: str, rows: str = "", **more: Any) -> Figure:
    return Figure(f"incentives.{name}", label, unit, kind, definition, "用", group=GROUP, rows=rows, **more)


OF_FUNDS = {"numbers": ("care.entitlements",)}
DUE = "按办法一年该到的，加起来，只数到元"
FIRST = _figure(
    "first_secretary_fund",
    "第一书记工作经费，一年该到",
    "元",
    "sum",
    f"截止这天有第一书记的队，{DUE}。",
    "team",
    **OF_FUNDS,
)
SECRETARIES = _figure(
    "funded_first_secretaries", "该有工作经费的第一书记", "人", "count",
    "截止这天有第一书记、按办法有工作经费的队，一队一名。",
    "team", **OF_FUNDS,
)  # fmt: skip
TEAM = _figure(
    "team_fund", "工作队经费，一年至少该到", "元", "sum", f"截止这天有后盾单位的队，{DUE}。", "team", **OF_FUNDS
)
TEAMS = _figure(
    "funded_teams", "该有经费的工作队", "支", "count", "截止这天有后盾单位、按办法有经费的队。", "team", **OF_FUNDS
)
FIRST_EACH = _figure(
    "first_secretary_fund_each", "第一书记工作经费，每人每年", "元", "mean", "一年该到的工作经费，除以该有的第一书记。",
    "team", of=(FIRST.id, SECRETARIES.id), refs=("N37",),
)  # fmt: skip
TEAM_EACH = _figure(
    "team_fund_each", "工作队经费，每队每年至少", "元", "mean", "一年至少该到的经费，除以该有的队。",
    "team", of=(TEAM.id, TEAMS.id), refs=("N38",),
)  # fmt: skip
CHECKED = _figure(
    "members_checked", "今年体检过的队员", "人", "count", "截止这天在岗的队员里，这一年登记过体检的。", "posting"
)
CHECKS = _figure(
    "health_checks", "今年的体检", "次", "sum", "截止这天在岗的队员这一年登记的体检，一人做几次算几次。", "posting"
)
CHECKS_EACH = _figure(
    "health_checks_each", "体检，每人每年", "次", "mean", "今年的体检，除以今年体检过的队员。",
    "posting", of=(CHECKS.id, CHECKED.id), refs=("N39",),
)  # fmt: skip
BARE = _figure(
    "members_uncovered",
    "没有意外伤害险的队员",
    "人",
    "count",
    "截止这天在岗的队员里，这天没有一份保险管着的。",
    "posting",
)
PAID = _figure(
    "allowances_paid", "发放的补助", "元", "money", "这段时间里登记发放的生活、交通、通讯补助加起来，撤回的不算。",
    "posting", has_period=True,
)  # fmt: skip


def _postings(question: Question) -> QuerySet[Posting]:
    return Posting.objects.visible_to(question.actor).filter(within_prefixes("place_code", [question.scope]))


def _on_post(question: Question) -> QuerySet[Posting]:
    return _postings(question).on_post(question.as_of)


def _checks(question: Question) -> QuerySet[HealthCheck]:
    return HealthCheck.objects.standing().filter(year=question.as_of.year, done_on__lte=question.as_of)


def _examined(question: Question) -> tuple[QuerySet[Posting], dict[str, int]]:
    """Who of those on post was examined in the year, each with how often; counted once in a request."""
    of_one = _checks(question).filter(cadre=OuterRef("cadre")).order_by().values("cadre").annotate(n=Count("pk"))
    rows = _on_post(question).annotate(amount=Subquery(of_one.values("n"))).filter(amount__gt=0)
    known = question.actor.memo.setdefault("examined for figures", {})
    key = question.scope, question.as_of
    if key not in known:
        known[key] = rows.aggregate(people=Count("pk"), times=Sum("amount"))
    return rows, known[key]


def checked(question: Question) -> Answer:
    rows, counted = _examined(question)
    return Answer(counted["people"], lambda: rows)


def checks(question: Question) -> Answer:
    rows, counted = _examined(question)
    return Answer(counted["times"] or 0, lambda: rows)


def uncovered(question: Question) -> Answer:
    covered = AccidentInsurance.objects.covering(question.as_of).values("cadre")
    return _counted(_on_post(question).exclude(cadre__in=covered))


def _counted(rows: QuerySet) -> Answer:
    return Answer(rows.count(), lambda: rows)


def paid(question: Question) -> Answer:
    span = question.period
    given = BenefitPayment.objects.standing().filter(paid_on__gte=span.since, paid_on__lt=span.until)
    total = given.filter(within_prefixes("place_code", [question.scope])).aggregate(total=Sum("fen"))["total"] or 0
    return Answer(total, partial(_paid_rows, question, given))


def _paid_rows(question: Question, given: QuerySet[BenefitPayment]) -> QuerySet[Posting]:
    of_one = given.filter(posting=OuterRef("pk")).order_by().values("posting").annotate(n=Sum("fen")).values("n")
    return _postings(question).annotate(amount=Subquery(of_one)).filter(amount__gt=0)


def _lines(question: Question) -> list[Line]:
    """Of both funds, as of the day, once in a request."""
    if len(question.scope) < COUNTY_DIGITS:
        return []
    day, numbers_on = question.as_of, question.numbers_on or question.as_of
    known = question.actor.memo.setdefault("funds for figures", {})
    key = question.scope, day, numbers_on
    if key not in known:
        within = Team.objects.visible_to(question.actor).filter(within_prefixes("place_code", [question.scope]))
        known[key] = funds_on(day, within, care_of(question.actor, question.scope[:COUNTY_DIGITS])(numbers_on))
    return known[key]


def _amounts(what: str, question: Question) -> dict[int, int]:
    """Team → whole yuan."""
    return {line.team: line.due // 100 for line in _lines(question) if line.what == what}


def fund(what: str, question: Question) -> Answer:
    amounts = _amounts(what, question)
    return Answer(sum(amounts.values()), partial(_fund_rows, amounts))


def funded(what: str, question: Question) -> Answer:
    amounts = _amounts(what, question)
    return Answer(len(amounts), partial(_fund_rows, amounts))


def _fund_rows(amounts: Mapping[int, int]) -> QuerySet[Team]:
    """Each team with its amount; there are as many conditions as there are standards."""
    keys: dict[int, list[int]] = {}
    for team, yuan in amounts.items():
        keys.setdefault(yuan, []).append(team)
    whens = [When(pk__in=teams, then=Value(yuan)) for yuan, teams in keys.items()]
    return Team.objects.filter(pk__in=list(amounts)).annotate(
        amount=Case(*whens, default=Value(0), output_field=BigIntegerField())
    )


ANSWERS: dict[str, Callable[[Question], Answer]] = {
    FIRST.id: partial(fund, FIRST_SECRETARY_FUND),
    SECRETARIES.id: partial(funded, FIRST_SECRETARY_FUND),
    TEAM.id: partial(fund, TEAM_FUND),
    TEAMS.id: partial(funded, TEAM_FUND),
    CHECKED.id: checked,
    CHECKS.id: checks,
    BARE.id: uncovered,
    PAID.id: paid,
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    return {one.id: ANSWERS[one.id](question) for one in figures}


register([FIRST, SECRETARIES, FIRST_EACH, TEAM, TEAMS, TEAM_EACH, CHECKED, CHECKS, CHECKS_EACH, BARE, PAID], answers)
