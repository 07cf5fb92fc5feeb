"""Members: the list, one person's file, corrections, the 花名册 (screens P4, P5)."""

import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.dispatch.roster import events, lineup, member_list, rules
from zhucun.dispatch.roster.days import day_asked, looking_at
from zhucun.dispatch.roster.exporting import export_roster
from zhucun.dispatch.roster.life import file_of_member, life_of
from zhucun.dispatch.roster.linking import unit_url
from zhucun.dispatch.roster.member_forms import CadreForm, MoveForm, RosterForm
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.parts import parts_of_member
from zhucun.dispatch.roster.structure import structure_line
from zhucun.dispatch.roster.team_list import Offered
from zhucun.dispatch.roster.team_pages import MOST_LINES
from zhucun.dispatch.roster.telling import told_to
from zhucun.lib import lane_drawing
from zhucun.lib.skills import say_kinds
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre
from zhucun.org.people.revealing import looks_at, masked
from zhucun.org.people.rules import CONFIRM_FITNESS, KEEP, SEE, SEE_PRIVATE
from zhucun.org.places.fields import full_name
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SEE as SEE_PLACES
from zhucun.policy import in_force as policy
from zhucun.web.exporting import file_of
from zhucun.web.forms import ActForm
from zhucun.web.history import whole_history
from zhucun.web.page import page


@page(needs=SEE)
def members(request: HttpRequest) -> HttpResponse:
    day = day_asked(request)
    profile = policy.of(request.actor, day)
    offered = Offered(request.actor)
    table = member_list.members_table(day, profile, offered).bind(request, member_list.rows_for(request, day))
    context = {
        "table": table,
        "structure": structure_line(request.actor, day),
        "may_export": request.actor.may(rules.EXPORT),
        **looking_at(request, day),
    }
    return render(request, "dispatch/roster/pages/members.html", context)


@page(needs=rules.EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """花名册: by GET with what is wanted, so that the same roster can be taken again."""
    may_see = request.actor.may(SEE_PRIVATE)
    asked = request.GET if "day" in request.GET else None
    form = RosterForm(asked, may_see=may_see, initial={"day": request.actor.today})
    if form.is_valid():
        buffer = io.BytesIO()
        export_roster(buffer, by=request.actor, **form.cleaned_data)
        return file_of(buffer.getvalue(), f"驻村工作队花名册{form.cleaned_data['day']:%Y%m%d}", request.actor)
    return render(request, "dispatch/roster/pages/export.html", {"form": form})


def cadre_of(request: HttpRequest, pk: int, needs: str = SEE) -> Cadre:
    seen = Cadre.objects.visible_to(request.actor, needs).select_related("person", "unit", "home__parent__parent")
    return get_object_or_404(seen, pk=pk)


@page(needs=SEE)
def member(request: HttpRequest, pk: int) -> HttpResponse:
    cadre, today = cadre_of(request, pk), request.actor.today
    file = file_of_member(cadre, request.actor)
    now, life, postings = file.now, life_of(file), file.postings
    months = policy.known_to(request.actor, today, [cadre.county_code])[cadre.county_code].selection.term_months
    context: dict[str, Any] = {
        "cadre": cadre,
        "person": cadre.person,
        "is_own": cadre.person_id in request.actor.persons,
        "private": masked(cadre),
        "age": lineup.age_of(cadre, today),
        "rural": lineup.rural_words(cadre),
        "now": now,
        "now_roles": lineup.roles_at(now, today) if now else [],
        "days": (today - now.since).days + 1 if now else 0,
        "term_ends": rules.term_ends(now.since, months) - events.ONE_DAY if now else None,
        "postings": [(posting, lineup.roles_at(posting, today)) for posting in reversed(postings)],
        "notes": [note for posting in postings for note in posting.notes.all()],
        "life": life,
        "lanes": lane_drawing.drawn(life, today, f"{cadre.person.name}从派到用，按月从左到右"),
        "listed": life.newest_first(today),
        "as_list": "list" in request.GET,
        "units": list(cadre.unit_spells.select_related("unit").order_by("-since")),
        "looks": looks_at(cadre),
        "parts": parts_of_member(file),
        "skills": say_kinds(cadre.skills),
        "home": full_name(cadre.home) if cadre.home else "",
        "spells": list(cadre.rural_spells.order_by("since")),
        "may_confirm": request.actor.may(CONFIRM_FITNESS),
        "unit_url": unit_url(cadre.unit, request.actor) if cadre.unit else "",
        "may_keep": request.actor.may(KEEP),
        "may_propose": now is not None and _reaches(request, now, rules.PROPOSE_CHANGE),
        "may_report": now is not None and not now.reported_on and _reaches(request, now, rules.REPORT_IN),
        "may_note": now is not None and _reaches(request, now, rules.NOTE),
        "may_see_private": request.actor.may(SEE_PRIVATE),
    }
    return render(request, "dispatch/roster/pages/member.html", context)


def _reaches(request: HttpRequest, posting: Posting, permission: str) -> bool:
    """In one's territory, or sent by one's unit."""
    reach = request.actor.scope(permission)
    return reach.covers_place(posting.place_code) or posting.sending_unit_id in reach.sender


@page(needs=KEEP)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    cadre = cadre_of(request, pk, KEEP)
    form = CadreForm(request.POST or None, cadre=cadre)
    form.fields["home"].offer(served_places(request))
    if form.is_valid():
        changes = form.changes()
        if not changes or form.do(people.correct_cadre, cadre, by=request.actor, told={"changes": changes}):
            return redirect("dispatch:members.one", pk=pk)
    words = {
        "heading": f"更正{cadre.person.name}的资料",
        "question": "改了哪一项、谁改的，都记着。单位变了用“换单位”。",
    }
    return _file_form(request, cadre, form, submit_label="改", **words)


def served_places(request: HttpRequest) -> list[Place]:
    seen = Place.objects.visible_to(request.actor, SEE_PLACES).served_kinds().filter(until__isnull=True)
    return list(seen.select_related("parent__parent").order_by("code"))


@page(needs=KEEP)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    cadre = cadre_of(request, pk, KEEP)
    form = MoveForm(request.POST or None, seen=cadre, initial={"since": request.actor.today})
    form.fields["unit"].offer_to(request.actor)
    if form.is_valid() and form.do(people.move_cadre, cadre, by=request.actor):
        return redirect("dispatch:members.one", pk=pk)
    question = f"现在是{cadre.unit.name}。" if cadre.unit else "现在没有登记单位。"
    return _file_form(
        request, cadre, form, heading=f"{cadre.person.name}换单位", question=question, submit_label="换单位"
    )


def _file_form(request: HttpRequest, cadre: Cadre, form: ActForm, **words: str) -> HttpResponse:
    return render(request, "dispatch/roster/pages/member_form.html", {"cadre": cadre, "form": form, **words})


@page(needs=SEE)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    cadre = cadre_of(request, pk)
    postings = Posting.objects.visible_to(request.actor, SEE).filter(cadre=cadre).select_related("team")
    names = {posting: posting.team.name for posting in postings}
    lines = told_to(request.actor, whole_history([cadre, cadre.person, *names], names=names, most=MOST_LINES))
    context = {"cadre": cadre, "history": lines}
    return render(request, "dispatch/roster/pages/member_history.html", context)
