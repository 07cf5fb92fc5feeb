"""M11: the two most urgent matters, four figures, where everybody is today, 六个一; totals only, no names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question
from zhucun.mobile.case.views import waiting_lines
from zhucun.mobile.phone import phone_page, shown
from zhucun.oversight.calendar import whereabouts
from zhucun.six_ones.outcomes.asking import YEAR, span_of
from zhucun.six_ones.outcomes.rules import SEE
from zhucun.six_ones.outcomes.six import ids_of_six, shown_six
from zhucun.web.kept import kept
from zhucun.web.measures import Measures

ASKED_ABOUT = 2
COUNTY_DIGITS = 6
OPEN, OVERDUE = "oversight.rectification_open", "oversight.rectification_overdue"
HEADS = (
    *("dispatch.teams", "dispatch.members", "dispatch.vacancies"),
    *("dispatch.covered_must_places", "dispatch.must_cover_places", "dispatch.uncovered_must_places"),
    *(OPEN, OVERDUE),
)


@phone_page(needs=SEE)
def leader(request: HttpRequest) -> HttpResponse:
    """Of a whole county; a township has its own pages."""
    actor = request.actor
    if COUNTY_DIGITS not in map(len, actor.scope(SEE).place):
        raise OutOfReach()
    parts = kept("leader", actor, _drawn)
    waiting = waiting_lines(actor)
    context = {
        "now": timezone.localtime(actor.now),
        "today": actor.today,
        "waiting": waiting[:ASKED_ABOUT],
        "count": len(waiting),
        "is_late": any(line.due_on and line.due_on < actor.today for line in lines_for(actor)[:ASKED_ABOUT]),
        **parts,
    }
    return shown(request, "mobile/leader/pages/leader.html", context)


def _drawn(actor: Actor) -> Mapping[str, Any]:
    question = Question(actor, actor.county_code, actor.today)
    told = Measures([*HEADS, *whereabouts.TODAY], question)
    span = span_of(YEAR, actor.today)
    year = Measures(ids_of_six(), replace(question, since=span.since, until=span.until))
    heads, six, there = _heads(told), shown_six(year), whereabouts.in_village(told)
    return {"heads": heads, "six": six, "in_village": there, "text": _text(actor, heads, six, there)}


def _heads(told: Measures) -> list[dict[str, Any]]:
    vacancies, overdue = told.value("dispatch.vacancies"), told.value(OVERDUE)
    uncovered = told.value("dispatch.uncovered_must_places")
    return [
        told.figure("dispatch.teams", label="工作队"),
        told.figure("dispatch.members", label=f"队员，缺 {vacancies} 人" if vacancies else "队员，满员", unit="名"),
        told.figure(OPEN, label=f"未销号，逾期 {overdue}" if overdue else "未销号"),
        told.figure(
            "dispatch.covered_must_places",
            label=f"应派已派，差 {uncovered} 处" if uncovered else "应派的都派了",
            of=told.value("dispatch.must_cover_places"),
            unit="处",
        ),
    ]


def _text(actor: Actor, heads: list[dict[str, Any]], six: list[dict[str, Any]], there: Mapping[str, Any]) -> str:
    """Totals for a chat group; nothing in it is about a person."""
    numbers = "，".join(f"{one['label'].split('，')[0]}{one['value']}{one['unit']}" for one in heads)
    results = "，".join(f"{one['short']}{one['value']}" for one in six if one["value"])
    day = f"{actor.today.month}月{actor.today.day}日"
    return f"驻村一页（{day}）：{numbers}；今天在村{there['value']}/{there['of']}。近一年：{results}。"
