"""Forming a team and keeping what is dated on it: places, backing unit, 核定人数, name; disbanding it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import correcting, rules
from zhucun.dispatch.roster.forms import BackingForm, DisbandForm, LastDayForm, NameForm, ServeForm, SizeForm, TeamForm
from zhucun.dispatch.roster.models import Team, TeamPlace
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SEE as SEE_PLACES
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer


def team_of(request: HttpRequest, pk: int, needs: str) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.actor, needs), pk=pk)


def form_page(request: HttpRequest, form: ActForm, team: Team | None, **words: str) -> HttpResponse:
    """A form about a team: `heading`, `question`, `submit_label`, optionally what is told before the form."""
    back = reverse("dispatch:teams.one", args=[team.pk]) if team else reverse("dispatch:teams")
    return render(request, "dispatch/roster/pages/form.html", {"form": form, "team": team, "back": back, **words})


def to_team(key: int) -> HttpResponse:
    return redirect("dispatch:teams.one", pk=key)


def free_places(request: HttpRequest) -> list[Place]:
    """Where no team is yet."""
    seen = Place.objects.visible_to(request.actor, SEE_PLACES).served_kinds().filter(until__isnull=True)
    taken = TeamPlace.objects.filter(until__isnull=True).values("place")
    return list(seen.exclude(pk__in=taken).select_related("parent__parent").order_by("code"))


@page(needs=rules.KEEP_TEAMS)
def new_team(request: HttpRequest) -> HttpResponse:
    initial = {"since": request.actor.today, "number": _next_number(request), **_asked_place(request)}
    form = TeamForm(request.POST or None, initial=initial)
    form.fields["seat"].offer(free_places(request))
    form.fields["backing_unit"].offer_to(request.actor)
    if form.is_valid():
        told = form.told()
        if form.do(roster.form_team, told.pop("seat"), by=request.actor, told=told):
            return to_team(form.outcome)
    question = "先定村，再定人。建好以后在队里派驻队员。"
    return form_page(
        request, form, None, heading="新建工作队", question=question, submit_label="建队", cancel_label="先不建"
    )


def _next_number(request: HttpRequest) -> str:
    teams = Team.objects.filter(county_code=request.actor.county_code[:6])
    return rules.next_number(teams.values_list("number", flat=True))


def _asked_place(request: HttpRequest) -> dict[str, Any]:
    """`?place=CODE`, as a page of uncovered places links here."""
    seen = Place.objects.visible_to(request.actor, SEE_PLACES).filter(until__isnull=True)
    place = seen.filter(code=request.GET.get("place", "")).select_related("parent__parent").first()
    return {"seat": place} if place else {}


def _kept(request: HttpRequest, form: ActForm, act: Act, team: Team, text: str, **words: str) -> HttpResponse:
    """The common course of a page that does one act on a team and offers to take it back."""
    if form.is_valid() and form.do(act, team, by=request.actor):
        if act.undo:
            offer(request, act, form.outcome, text=text)
        return to_team(team.pk)
    return form_page(request, form, team, **words)


@page(needs=rules.KEEP_TEAMS)
def back(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_of(request, pk, rules.KEEP_TEAMS)
    form = BackingForm(request.POST or None, initial={"since": request.actor.today}, seen=team)
    form.fields["unit"].offer_to(request.actor)
    now = team.backings.filter(until__isnull=True).select_related("unit").first()
    question = f"现在是{now.unit.name}，{now.since:%Y-%m-%d} 起。" if now else "现在没有后盾单位。"
    words = {"heading": "定后盾单位", "question": f"{question}后盾单位管项目和经费，不一定是派人的单位。"}
    return _kept(request, form, roster.back, team, "后盾单位定了", submit_label="就定这个", **words)


@page(needs=rules.KEEP_TEAMS)
def size(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_of(request, pk, rules.KEEP_TEAMS)
    form = SizeForm(request.POST or None, initial={"since": request.actor.today}, seen=team)
    now = team.approved_sizes.filter(until__isnull=True).first()
    question = f"现核定 {now.size} 人，{now.since:%Y-%m-%d} 起。" if now else "还没有单独核定。"
    words = {"heading": "核定人数", "question": f"{question}核定人数是“只增不减”的尺子。"}
    return _kept(request, form, roster.approve_size, team, "核定人数定了", submit_label="定下", **words)


@page(needs=rules.KEEP_TEAMS)
def serve(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_of(request, pk, rules.KEEP_TEAMS)
    form = ServeForm(request.POST or None, initial={"since": request.actor.today}, seen=team)
    form.fields["place"].offer(free_places(request))
    words = {"heading": "加驻一处", "question": "一支队可以兼驻相邻的村。主驻的地方不变。"}
    return _kept(request, form, roster.serve, team, "加驻了", submit_label="加驻", **words)


@page(needs=rules.KEEP_TEAMS)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_of(request, pk, rules.KEEP_TEAMS)
    form = NameForm(request.POST or None, initial={"name": team.name, "number": team.number}, seen=team)
    words = {"heading": "改队名、队号", "question": "只改叫法，队里的人和经历不变。"}
    return _kept(request, form, correcting.rename, team, "", submit_label="改", **words)


@page(needs=rules.KEEP_TEAMS)
def leave_place(request: HttpRequest, pk: int) -> HttpResponse:
    seen = TeamPlace.objects.visible_to(request.actor, rules.KEEP_TEAMS).filter(is_main=False, until__isnull=True)
    served = get_object_or_404(seen.select_related("team", "place"), pk=pk)
    form = LastDayForm(request.POST or None, initial={"last_day": request.actor.today}, seen=served)
    if form.is_valid() and form.do(roster.leave_place, served, by=request.actor):
        return to_team(served.team_id)
    heading, question = f"不再兼驻{served.place.name}", "第二天起这里算没有队；要应派尽派的，会列在没覆盖的里面。"
    return form_page(request, form, served.team, heading=heading, question=question, submit_label="不再兼驻")


@page(needs=rules.KEEP_TEAMS)
def disband(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_of(request, pk, rules.KEEP_TEAMS)
    form = DisbandForm(request.POST or None, initial={"last_day": request.actor.today}, seen=team)
    if form.is_valid() and form.do(roster.disband, team, by=request.actor):
        return to_team(team.pk)
    served = team.team_places.filter(until__isnull=True).select_related("place")
    places = "、".join(one.place.name for one in served)
    confirm = {
        "question": f"撤销{team.name}？",
        "consequences": [
            f"{places}从第二天起没有工作队；要应派尽派的，会列在没覆盖的里面。",
            "后盾单位和核定人数同一天为止；以前的人和事都留着。",
            *([f"队里还有 {people} 人，要先结束他们的派驻。"] if (people := _people_in(team)) else []),
        ],
        "verb": "撤销工作队",
        "cancel_label": "先不撤",
    }
    return confirm_page(request, form, team, confirm)


def _people_in(team: Team) -> int:
    return team.postings.filter(until__isnull=True).count()


def confirm_page(request: HttpRequest, form: ActForm, team: Team, confirm: dict[str, Any]) -> HttpResponse:
    """The page before an act that cannot be taken back."""
    back = reverse("dispatch:teams.one", args=[team.pk])
    whole = {"final": True, "form": form, "cancel_url": back, "action_url": "", "id": "confirm", **confirm}
    context = {"confirm": whole, "form": form, "team": team, "as_page": True}
    return render(request, "dispatch/roster/pages/confirm.html", context)
