"""Who takes the seat: candidates with reasons, put forward, answered by their unit, posted."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.changes import following, rules
from zhucun.dispatch.changes.forms import ConfirmForm, DeclineForm, PostForm
from zhucun.dispatch.changes.models import ChangeCase, SuccessorChoice
from zhucun.dispatch.changes.proposing_pages import proposable
from zhucun.dispatch.changes.rules import State
from zhucun.dispatch.changes.showing import seat_of
from zhucun.dispatch.changes.views import LIST, case_of, must_stand
from zhucun.dispatch.replacing import ranking
from zhucun.dispatch.replacing.ranking import Ranked
from zhucun.dispatch.roster.models import Posting, RoleSpell
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.org.people.models import Cadre
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page

SHOWN = 12


@page(needs=rules.CARRY_OUT)
def successors(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the unit has that owes the seat, then all others, each ordered by what they do for the team; pressing one
    puts the person forward to their unit (R-TLK-05)."""
    found = case_of(request, pk, rules.CARRY_OUT)
    must_stand(found, State.VACANT)
    if request.method == "POST":
        return _put_forward(request, found)
    ranked = ranking.ranked(seat_of(found), request.actor)
    offered = set(found.choices.values_list("cadre", flat=True))
    text = request.GET.get("q", "").strip()
    own, others = ranked.of_unit(found.sending_unit_id), ranked.of_others(found.sending_unit_id)
    shown = [one for one in others if not text or text in one.name or text in one.unit]
    context = {
        "case": found,
        "ranked": ranked,
        "own": [(one, one.key in offered) for one in own],
        "shown": [(one, one.key in offered) for one in shown[:SHOWN]],
        "count": len(others),
        "more": max(len(shown) - SHOWN, 0),
        "elsewhere": [] if text else _elsewhere(request.actor, ranked.elsewhere),
        "q": text,
        "press": ActForm(seen=None),
        "offered": len(offered),
        "to_list": reverse(LIST),
    }
    return render(request, "dispatch/changes/pages/successors.html", context)


def _elsewhere(actor: Actor, found: Sequence[Ranked]) -> list[tuple[Ranked, Posting | None]]:
    """With the posting that this actor may have changed first: who serves is not put forward."""
    running = ChangeCase.objects.filter(posting=OuterRef("pk"), state__in=rules.RUNNING)
    there = proposable(actor).filter(cadre__in=[one.key for one in found], until__isnull=True)
    posting_of = {one.cadre_id: one for one in there.annotate(is_changing=Exists(running))}
    return [(one, posting_of.get(one.key)) for one in found]


def _put_forward(request: HttpRequest, found: ChangeCase) -> HttpResponse:
    key = request.POST.get("cadre", "")
    if not key.isdecimal():
        raise Http404
    cadre = get_object_or_404(Cadre.objects.visible_to(request.actor).select_related("person", "unit"), pk=key)
    press(request, following.offer, found, cadre=cadre, **ranking.said_of(seat_of(found), cadre.pk, request.actor))
    return redirect("dispatch:changes.one", pk=found.pk)


def choice_of(request: HttpRequest, pk: int, needs: str) -> SuccessorChoice:
    seen = SuccessorChoice.objects.visible_to(request.actor, needs).select_related(
        "case__team", "case__posting__cadre__person", "cadre__person", "unit"
    )
    return get_object_or_404(seen, pk=pk)


@page(needs=rules.CONFIRM)
def for_unit(request: HttpRequest) -> HttpResponse:
    """推荐与接替: what a unit is asked for, and the seats it owes somebody for."""
    actor = request.actor
    units = actor.scope(rules.CONFIRM).sender
    asked = SuccessorChoice.objects.visible_to(actor, rules.CONFIRM).filter(unit__in=units).open()
    owed = ChangeCase.objects.filter(state=State.VACANT, sending_unit__in=units).select_related("team")
    context = {
        "asked": asked.select_related("case__team", "cadre__person", "unit").order_by("case__vacancy_due_on", "pk"),
        "owed": owed.order_by("vacancy_due_on"),
    }
    return render(request, "dispatch/changes/pages/for_unit.html", context)


@page(needs=rules.CONFIRM)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes, or no with a line of why; the office enters what came on paper."""
    choice = choice_of(request, pk, rules.CONFIRM)
    is_yes = request.POST.get("answer") != "no"
    told = request.POST if request.method == "POST" and is_yes else None
    yes = ConfirmForm(told, seen=choice, initial={"on": request.actor.today})
    no = DeclineForm(request.POST if request.method == "POST" and not is_yes else None, seen=choice)
    is_of_unit = choice.unit_id in request.actor.scope(rules.CONFIRM).sender
    if is_of_unit:
        del yes.fields["letter"]
    else:
        yes.fields["letter"].required = True
    form, act = (yes, following.confirm) if is_yes else (no, following.decline)
    if form.is_valid() and form.do(act, choice, by=request.actor):
        return _after_answer(choice, is_of_unit)
    context: dict[str, Any] = {
        "choice": choice,
        "yes": yes,
        "no": no,
        "is_of_unit": is_of_unit,
        "is_open": choice.confirmed_on is None and choice.declined_on is None,
        "back": _back(choice, is_of_unit),
    }
    return render(request, "dispatch/changes/pages/answer.html", context)


def _back(choice: SuccessorChoice, is_of_unit: bool) -> str:
    return reverse("dispatch:successors") if is_of_unit else reverse("dispatch:changes.one", args=[choice.case_id])


def _after_answer(choice: SuccessorChoice, is_of_unit: bool) -> HttpResponse:
    return redirect(_back(choice, is_of_unit))


@page(needs=rules.CONFIRM)
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit names one of its own for a seat it owes: named and confirmed in one."""
    units = request.actor.scope(rules.CONFIRM).sender
    owed = ChangeCase.objects.filter(state=State.VACANT, sending_unit__in=units).select_related("team")
    found = get_object_or_404(owed, pk=pk)
    if request.method == "POST":
        key = request.POST.get("cadre", "")
        own = Cadre.objects.visible_to(request.actor, rules.CONFIRM).filter(unit__in=units)
        cadre = get_object_or_404(own.select_related("person", "unit"), pk=key if key.isdecimal() else 0)
        press(request, following.name, found, cadre=cadre, **ranking.said_of(seat_of(found), cadre.pk, request.actor))
        return redirect("dispatch:successors")
    ranked = ranking.ranked(seat_of(found), request.actor, of_units=units)
    context = {"case": found, "ranked": ranked, "press": ActForm()}
    return render(request, "dispatch/changes/pages/name.html", context)


@page(needs=rules.CARRY_OUT)
def post(request: HttpRequest, pk: int) -> HttpResponse:
    choice = choice_of(request, pk, rules.CARRY_OUT)
    if choice.confirmed_on is None:
        raise Refused("先要单位确认。")
    case = choice.case
    must_stand(case, State.VACANT)
    roles = _roles_left(case)
    basis = "" if case.is_recall else case.document  # whoever reads the successor's posting is not told of a recall
    first = max(request.actor.today, case.open_since or request.actor.today)
    form = PostForm(request.POST or None, seen=choice, initial={"since": first, "roles": roles, "basis": basis})
    if form.is_valid() and form.do(following.post, choice, by=request.actor):
        return redirect("dispatch:changes.one", pk=case.pk)
    follows = f"接替{case.whom}，不算增派。" if case.posting_id else "不接替谁，算增派。"
    back = reverse("dispatch:changes.one", args=[case.pk])
    context = {
        "form": form,
        "crumbs": [(reverse(LIST), case.list_word), (back, case.whom)],
        "heading": f"派出{choice.cadre.person.name}到{case.team.name}",
        "tip": choice.cadre.lacks_yes,
        "question": f"{choice.unit.name}，{follows}派出以后这一件自己办结，接着是报到和交接。",
        "submit_label": f"派出{choice.cadre.person.name}",
        "cancel_url": back,
        "cancel_label": "先不派",
        "goes_to": "工作队、名册、交接、报到",
    }
    return render(request, "web/pages/form.html", context)


def _roles_left(case: ChangeCase) -> list[str]:
    """The roles that the one before held; one that has meanwhile been given to another is not offered again."""
    if case.posting is None:
        return [TeamRole.MEMBER]
    held = case.posting.roles.filter(until=case.posting.until).values_list("role", flat=True)
    taken = RoleSpell.objects.filter(posting__team=case.team, until__isnull=True).exclude(role=TeamRole.MEMBER)
    free = set(held) - set(taken.values_list("role", flat=True))
    return sorted(free) or [TeamRole.MEMBER]
