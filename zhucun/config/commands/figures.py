"""`zhucun figures`: every figure of a territory on a day, with its definition and where it opens."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from zhucun.acts.written import forget_all
from zhucun.config.commands.asked import Asked, Outcome, operator
from zhucun.config.commands.columns import columns
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.lib.figure import Question, named
from zhucun.org.places.models import Place
from zhucun.reports.catalogue.asking import root_of
from zhucun.reports.catalogue.clocks import day_of, moment_known, refuse_before_first_day
from zhucun.reports.catalogue.described import objects
from zhucun.reports.rules import SEE

ONE_DAY = timedelta(days=1)


def run(asked: Asked) -> Outcome:
    question = question_of(asked)
    if asked.recount:
        forget_all()
    found = objects(question, as_reported=not any((asked.as_of, asked.since, asked.last, asked.known_at)))
    return Outcome(found, _lines(question, found))


def question_of(asked: Asked) -> Question:
    """Without --as the local operator asks, over whatever --scope names. Raises WrongUse."""
    actor = asked.actor() if asked.account or not asked.scope else operator(asked.scope)
    actor.must(SEE)
    scope = asked.scope or root_of(actor)
    if not actor.scope(SEE).covers_place(scope):
        raise WrongUse(f"{actor.name}看不到 {scope}。")
    if not Place.objects.filter(code=scope).exists():
        raise WrongUse(f"没有代码为 {scope} 的地方。")
    known_at = moment_known(asked.known_at, actor)
    as_of = asked.as_of or asked.known_at or actor.today
    if as_of > actor.today:
        raise WrongUse(f"截止日还没有到：今天是 {actor.today:%Y-%m-%d}。")
    if asked.known_at and as_of > asked.known_at:
        raise WrongUse("--as-of 要不晚于 --known-at：那天还不知道以后的事。")
    if asked.as_of or asked.last:
        refuse_before_first_day(scope, min(as_of, asked.last or as_of))
    question = Question(actor, scope, as_of, asked.since, asked.last + ONE_DAY if asked.last else None)
    if question.period.until <= question.period.since:
        raise WrongUse("--to 要不早于 --from。")
    return question.as_known(known_at)


def _lines(question: Question, found: list[dict[str, Any]]) -> Iterable[str]:
    period = question.period
    days = f"{period.since:%Y-%m-%d} 至 {period.until - ONE_DAY:%Y-%m-%d}"
    name = Place.objects.filter(code=question.scope).order_by("-since").values_list("name", flat=True).first()
    known = f"，按 {day_of(question.known_at):%Y-%m-%d} 当时所知" if question.known_at else ""
    head = f"{name}（{question.scope}），截止 {question.as_of:%Y-%m-%d}{known}；有起止日的数字算 {days}。"
    rows = ((one["ref"] or "", one["label"], _shown(one), one["unit"], one["id"]) for one in found)
    return [head, *_note(question, found), "", *columns(("报道", "数字", "数值", "单位", "编号"), rows)]


def _note(question: Question, found: list[dict[str, Any]]) -> list[str]:
    usual = question.period.since.isoformat()
    is_of_other_days = any(one["ref"] and one["period_from"] not in (None, usual) for one in found)
    return ["写着报道编号的，按报道自己的起止日算；写明 --from、--to 就都按写的算。"] if is_of_other_days else []


def _shown(one: dict[str, Any]) -> str:
    if one["value"] is None:
        return "—"
    return f"{one['value']:.2f}" if named(one["id"]).in_hundredths else str(one["value"])
