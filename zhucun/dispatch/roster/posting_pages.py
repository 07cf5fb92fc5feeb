"""Posting a person to a team, arrival, roles, the end of a posting; and taking back one that was entered by mistake."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zhucun.acts.once import carry_out
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import correcting, rules
from zhucun.dispatch.roster.forms import EndForm, NewPersonForm, PostingForm, ReportForm, RolesForm, WithdrawForm
from zhucun.dispatch.roster.keeping_pages import confirm_page, form_page, team_of, to_team
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import StartKind, TeamRole
from zhucun.lib.searching import is_spelt, is_spelt_like
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import KEEP as KEEP_PEOPLE
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_FOUND, MOST_SPELT = 20, 200


@page(needs=rules.START)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom: looked for by name, unit or pinyin; whoever is on a post says so and is not offered."""
    team = team_of(request, pk, rules.START)
    text = request.GET.get("q", "").strip()
    context = {
        "team": team,
        "q": text,
        "found": _found(request, text) if text else [],
        "may_add": request.actor.may(KEEP_PEOPLE),
    }
    return render(request, "dispatch/roster/pages/choose.html", context)


def _found(request: HttpRequest, text: str) -> list[Cadre]:
    """Whoever is free first."""
    seen = Cadre.objects.visible_to(request.actor, SEE_PEOPLE).filter(county_code=request.actor.county_code[:6])
    running = Posting.objects.filter(until__isnull=True)
    is_posted = Exists(running.filter(cadre=OuterRef("pk")))
    loaded = _called(seen, text).select_related("person", "unit").defer("person__phone", "person__id_number")
    where = Prefetch("postings", running.select_related("team"), to_attr="running")
    found = loaded.prefetch_related(where).annotate(is_posted=is_posted).order_by("is_posted", "person__name_key")
    return list(found[:MOST_FOUND])


def _called(seen: QuerySet, text: str) -> QuerySet:
    if not is_spelt(text):
        return seen.filter(Q(person__name__contains=text) | Q(unit__name__contains=text))
    names = seen.order_by().values_list("pk", "person__name")
    return seen.filter(pk__in=[key for key, name in names if is_spelt_like(name, text)][:MOST_SPELT])


def _initial(request: HttpRequest, left: list[Posting]) -> dict[str, Any]:
    """Who left last is most likely who is followed."""
    kind = StartKind.SUCCESSION if left else StartKind.REINFORCEMENT
    return {"since": request.actor.today, "kind": kind, "succeeds": str(left[0].pk) if left else ""}


def _left(team: Team) -> list[Posting]:
    return list(Posting.objects.filter(team=team).not_followed().select_related("cadre__person"))


@page(needs=rules.START)
def post(request: HttpRequest, pk: int, cadre_pk: int) -> HttpResponse:
    team = team_of(request, pk, rules.START)
    seen = Cadre.objects.visible_to(request.actor, SEE_PEOPLE).select_related("person", "unit")
    cadre, left = get_object_or_404(seen, pk=cadre_pk), _left(team)
    form = PostingForm(request.POST or None, left=left, seen=team, initial=_initial(request, left))
    form.fields["sending_unit"].offer_to(request.actor)
    if form.is_valid() and form.do(roster.start, team, by=request.actor, told={**form.told(), "cadre": cadre}):
        return _posted(request, team, form.outcome, cadre.person.name)
    unit = cadre.unit.name if cadre.unit else "没有登记单位"
    words = {"heading": f"派{cadre.person.name}到{team.name}", "question": f"{unit}　{cadre.post}".strip()}
    return form_page(request, form, team, submit_label="派驻", cancel_label="先不派", tip=cadre.lacks_yes, **words)


def _posted(request: HttpRequest, team: Team, key: int, name: str) -> HttpResponse:
    offer(request, roster.start, key, text=f"{name}派到了{team.name}", reason=correcting.AT_ONCE)
    return to_team(team.pk)


@page(needs=rules.START)
def post_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who is not in the register: entered and posted in one step, both or neither."""
    request.actor.must(KEEP_PEOPLE)
    team = team_of(request, pk, rules.START)
    left = _left(team)
    form = NewPersonForm(request.POST or None, left=left, seen=team, initial=_initial(request, left))
    form.fields["sending_unit"].offer_to(request.actor)
    if form.is_valid() and form.tries(lambda: _register_and_post(request, team, form)):
        return _posted(request, team, form.outcome, form.cleaned_data["name"])
    words = {"heading": f"登记一人，派到{team.name}", "question": "册上没有的人才用这一页；先查过名字再登记。"}
    return form_page(request, form, team, submit_label="登记并派驻", cancel_label="先不派", **words)


@transaction.atomic
def _register_and_post(request: HttpRequest, team: Team, form: NewPersonForm) -> int:
    sent, told = form.cleaned_data.get("sent") or uuid.uuid4(), form.told()
    person = {name: told.pop(name) for name in form.OF_PERSON}
    county = Place.objects.get(code=team.county_code, kind=Kind.COUNTY, until__isnull=True)
    facts = {"unit": told["sending_unit"], "since": told["since"], **person}
    key = carry_out(people.add_cadre, county, sent=uuid.uuid5(sent, "cadre"), by=request.actor, **facts)
    cadre = Cadre.objects.get(pk=key)
    seen = form.cleaned_data.get("seen")
    return carry_out(roster.start, team, sent=sent, by=request.actor, seen=seen, cadre=cadre, **told)


def posting_of(request: HttpRequest, pk: int, needs: str) -> Posting:
    seen = Posting.objects.visible_to(request.actor, needs).select_related("cadre__person", "team", "sending_unit")
    return get_object_or_404(seen, pk=pk)


def _must_be_running(posting: Posting) -> None:
    """Said at once, and not after a form has been filled in."""
    if posting.until is not None:
        raise Refused(f"{posting.cadre.person.name}的这一段派驻 {posting.last_day:%Y-%m-%d} 已经结束了。")


@page(needs=rules.REPORT_IN)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    posting = posting_of(request, pk, rules.REPORT_IN)
    form = ReportForm(request.POST or None, initial={"arrived_on": request.actor.today}, seen=posting)
    name = posting.cadre.person.name
    if form.is_valid() and form.do(roster.report_in, posting, by=request.actor):
        offer(request, roster.report_in, posting.pk, text=f"{name}报到了")
        return to_team(posting.team_id)
    words = {"heading": f"登记{name}报到", "question": f"{posting.since:%Y-%m-%d} 派到{posting.team.name}。"}
    return form_page(request, form, posting.team, submit_label="登记报到", cancel_label="先不登记", **words)


@page(needs=rules.START)
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    posting = posting_of(request, pk, rules.START)
    _must_be_running(posting)
    held = set(posting.roles.filter(until__isnull=True).values_list("role", flat=True))
    form = RolesForm(request.POST or None, initial={"roles": held, "since": request.actor.today}, seen=posting)
    if form.is_valid():
        changes = form.changes(held)
        if form.tries(lambda: _change_roles(request, posting, form, changes)):
            if len(changes) == 1:
                _offer_back(request, posting, *changes[0])
            return to_team(posting.team_id)
    now = "、".join(TeamRole(role).label for role in sorted(held)) or "没有职务"
    words = {
        "heading": f"{posting.cadre.person.name}的队内职务",
        "question": f"现在是{now}。第一书记只有一个，先免去再定。",
    }
    return form_page(request, form, posting.team, submit_label="就这样定", **words)


@transaction.atomic
def _change_roles(request: HttpRequest, posting: Posting, form: RolesForm, changes: list[tuple]) -> int:
    sent, seen = form.cleaned_data.get("sent") or uuid.uuid4(), form.cleaned_data.get("seen")
    for given, role, day in changes:
        act, told = (roster.give_role, {"since": day}) if given else (roster.take_role, {"last_day": day})
        once = uuid.uuid5(sent, f"{act.verb} {role}")
        carry_out(act, posting, sent=once, by=request.actor, seen=seen, role=role, **told)
    return posting.pk


def _offer_back(request: HttpRequest, posting: Posting, given: bool, role: str, day: date) -> None:
    """A role given is taken out from the day before on; one taken off is given again from the day after."""
    act = roster.give_role if given else roster.take_role
    told = {"last_day": day - timedelta(days=1)} if given else {"since": day + timedelta(days=1)}
    offer(request, act, posting.pk, text="职务改了", role=role, **told)


@page(needs=rules.END)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    posting = posting_of(request, pk, rules.END)
    _must_be_running(posting)
    form = EndForm(request.POST or None, initial={"last_day": request.actor.today}, seen=posting)
    name, team = posting.cadre.person.name, posting.team
    if form.is_valid() and form.do(roster.end, posting, by=request.actor):
        last_day = f"{form.cleaned_data['last_day']:%Y-%m-%d}"
        offer(request, roster.end, posting.pk, text=f"{name}的派驻到 {last_day} 为止", reason=correcting.AT_ONCE)
        return to_team(team.pk)
    others = team.postings.filter(until__isnull=True).exclude(pk=posting.pk).count()
    confirm = {
        "question": f"补录：{name}在{team.name}的派驻已经结束？",
        "consequences": [
            "只用于补录已经发过文的结束，或者更正。轮换、调整、撤换、召回要走程序的，从“提变动”办。",
            f"{name}第二天起不在册，队里还有 {others} 人；空出的名额要补，不能靠减人销掉。",
            "队内职务同一天免去；这一段经历留在档案里。正在办的变动同时作罢。",
            "录错了可以撤回，接替的人登记以前都行。",
        ],
        "verb": f"补录{name}的结束",
        "final": False,
        "cancel_label": "先不录",
    }
    return confirm_page(request, form, team, confirm)


@page(needs=rules.END)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    posting = posting_of(request, pk, rules.END)
    if posting.until is None:
        return to_team(posting.team_id)
    form = WithdrawForm(request.POST or None, seen=posting)
    if form.is_valid() and form.do(correcting.reopen, posting, by=request.actor):
        return to_team(posting.team_id)
    name = posting.cadre.person.name
    confirm = {
        "question": f"撤回{name}的结束：{posting.last_day:%Y-%m-%d} {posting.get_end_kind_display()}？",
        "consequences": [
            "只用于录错了：结束错了人，或者日子、种类、文号不对。撤回以后可以重新结束。",
            f"{name}接着在队，同一天免去的队内职务也接着；已经有人接替的不能撤回。",
            "原来录的结束和你写的理由，改动记录里都留着。",
        ],
        "verb": f"撤回{name}的结束",
        "cancel_label": "先不撤",
    }
    return confirm_page(request, form, posting.team, confirm)


@page(needs=rules.START)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    posting = posting_of(request, pk, rules.START)
    form = WithdrawForm(request.POST or None, seen=posting)
    if form.is_valid() and form.do(correcting.withdraw, posting, by=request.actor):
        return to_team(posting.team_id)
    name = posting.cadre.person.name
    confirm = {
        "question": f"撤销误录的派驻：{name}，{posting.since:%Y-%m-%d} 到{posting.team.name}？",
        "consequences": [
            "只用于录错了人、录错了队：真派过的，用“结束派驻”。",
            "这一段从名册和数字里去掉，改动记录里留着原来录的内容和你写的理由。",
        ],
        "verb": f"撤销{name}的这一段",
        "cancel_label": "先不撤",
    }
    return confirm_page(request, form, posting.team, confirm)
