"""What is printed of a month: a team's sheet, all sheets of a township, the county's circular (R-DOC-02, R-ATT-13)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zhucun.dispatch.roster.models import Team
from zhucun.oversight.attendance import rules
from zhucun.oversight.calendar.circular import circular_of
from zhucun.oversight.calendar.everybody import Everybody
from zhucun.oversight.calendar.months import Asked, address_of, month_asked
from zhucun.oversight.calendar.paper import paper_of
from zhucun.oversight.calendar.people import OnTeam, names_of, people_of, townships_of
from zhucun.oversight.calendar.tabs import month_context, tabs_of
from zhucun.web.page import page


@page(needs=rules.SEE)
def team(request: HttpRequest, pk: int) -> HttpResponse:
    asked = month_asked(request)
    people = people_of(request.actor, asked.span, team=pk)
    # Whoever hands over reads their own line on the sheet, though the team's is not theirs to read any more.
    teams = Team.objects.all() if people else Team.objects.visible_to(request.actor, rules.SEE)
    row = get_object_or_404(teams, pk=pk)
    words = {"heading": row.name, "question": f"{asked.label}考勤表，一页 A4 横放，留着签字的地方。"}
    return _paper(request, asked, people, words)


@page(needs=rules.SEE)
def township(request: HttpRequest) -> HttpResponse:
    """All sheets within reach, or those of the township in the address, a page each."""
    asked = month_asked(request)
    code = request.GET.get("township", "")
    people = people_of(request.actor, asked.span, within=[code] if code else ())
    where = townships_of(request.actor, asked.today).get(code, "全部")
    question = f"{len({one.team for one in people})} 支队，一队一页 A4 横放，留着签字的地方。"
    return _paper(request, asked, people, {"heading": f"{where}{asked.label}考勤表", "question": question})


def _paper(request: HttpRequest, asked: Asked, people: list[OnTeam], words: dict[str, str]) -> HttpResponse:
    townships = names_of((one.township_code for one in people), asked.today)
    kept = {} if asked.is_now else {"month": asked.key}
    context: dict[str, Any] = {
        **month_context(request, asked),
        "paper": paper_of(request.actor, asked, people, townships) if people else None,
        "empty": {"text": f"{asked.label}没有看得到的人在队。", "icon": "users"},
        "rest_url": _rest_url(request, people, asked),
        "calendar_url": address_of(reverse("oversight:days"), kept),
        **words,
    }
    return render(request, "oversight/calendar/pages/paper.html", context)


def _rest_url(request: HttpRequest, people: list[OnTeam], asked: Asked) -> str:
    """Of one team, for whoever plans its rest."""
    teams = {one.team for one in people}
    scope = request.actor.scope(rules.PLAN_REST)
    if len(teams) != 1 or not any(one.team in scope.team or scope.covers_place(one.place_code) for one in people):
        return ""
    return address_of(reverse("oversight:days.rest", args=[teams.pop()]), {} if asked.is_now else {"month": asked.key})


@page(needs=rules.REVIEW)
def circular(request: HttpRequest) -> HttpResponse:
    """The month just past unless another is asked for: it goes out early in the next (R-ATT-13)."""
    asked = month_asked(request)
    if "month" not in request.GET:
        asked = asked.before
    shown = Everybody.of(request, asked)
    context = {
        "tabs": tabs_of(request, asked, "oversight:days.circular"),
        **month_context(request, asked),
        "circular": circular_of(shown),
    }
    return render(request, "oversight/calendar/pages/circular.html", context)
