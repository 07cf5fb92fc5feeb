"""新风: villages by what they have of 一约四会; one village; its rules by edition; a notice looked through."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, ask_many
from zhucun.lib.periods import month_of
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.policy.customs_values import CustomsBody
from zhucun.records.notes.rules import WRITE_VILLAGE
from zhucun.six_ones import public_text
from zhucun.six_ones.customs import acts as customs
from zhucun.six_ones.customs import forms, lists, reading
from zhucun.six_ones.customs.models import VillageCouncil
from zhucun.six_ones.customs.rules import KEEP, SEE
from zhucun.web.figures import address
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

SUMS = ("customs_complete", "monthly_villages", "monthly_items_open", "monthly_items_late")
FEW_VILLAGES = 60  # whose heads of households are looked for in a notice


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    bodies = policy.of(actor).customs.bodies
    rows = lists.listed(reading.villages_seen(actor), bodies, actor.today)
    table = lists.villages_table(request, bodies).bind(request, rows)
    context = {"table": table, "sums": sums_of(actor), "may_keep": actor.may(KEEP)}
    return render(request, "six_ones/customs/pages/list.html", context)


def sums_of(actor: Actor) -> dict[str, dict[str, Any]]:
    """Of the territory one has: as of today, and the meetings of this month."""
    reach = actor.scope(SEE).place
    if not reach:
        return {}
    question = Question(actor, reach[0], actor.today, since=month_of(actor.today).since)
    found = ask_many([f"six_ones.{name}" for name in SUMS], question)
    return {
        name: {"value": found[f"six_ones.{name}"].value, "url": address(f"six_ones.{name}", question)} for name in SUMS
    }


def village_of(request: HttpRequest, code: str, needs: str = SEE) -> Place:
    return get_object_or_404(reading.villages_seen(request.actor, needs), code=code)


@page(needs=SEE)
def village(request: HttpRequest, code: str) -> HttpResponse:
    actor, place = request.actor, village_of(request, code)
    may = actor.may(KEEP) and reading.villages_seen(actor, KEEP).filter(pk=place.pk).exists()
    months = reading.months_of(place, actor)
    context = {
        "place": place,
        "bodies": reading.bodies_of(place, policy.of(actor).customs.bodies, actor.today),
        "editions": reading.editions_of(place),
        "months": months,
        "met": sum(1 for one in months if one.is_met),
        "items": [(one, lists.stage_of(one, actor.today)) for one in reading.open_items(place)],
        "may": may,
        "this_month": months[0],
        "note_url": _note_url(place, actor),
    }
    return render(request, "six_ones/customs/pages/village.html", context)


def _note_url(place: Place, actor: Actor) -> str:
    """Where whoever is in the team that serves the village notes its meeting; the village itself where none does."""
    teams = actor.scope("record.write").team if actor.may("record.write") else frozenset()
    served = customs.served_by_teams([place], actor.today)
    if serving := [team for team, _ in served if team in teams]:
        return f"/teams/{serving[0]}/note/?kind=meeting"
    if served or not (actor.may(WRITE_VILLAGE) and actor.scope(WRITE_VILLAGE).covers_place(place.code)):
        return ""
    return reverse("six_ones:customs.hold", args=[place.code])


def _body(request: HttpRequest, kind: str) -> CustomsBody:
    found = next((one for one in policy.of(request.actor).customs.bodies if one.key == kind), None)
    if found is None:
        raise Http404
    return found


@page(needs=KEEP)
def body(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Set up, or changed where it is there."""
    place, told, actor = village_of(request, code, KEEP), _body(request, kind), request.actor
    held = VillageCouncil.objects.filter(place=place, kind=kind, until__isnull=True).first()
    initial = {"since": held.since, "member_count": held.member_count} if held else {}
    form = forms.BodyForm(request.POST or None, body=told, seen=held, initial=initial)
    if form.is_valid():
        if held is not None:
            done = form.do(customs.change, held, by=actor)
        else:
            done = form.do(customs.set_up, place, by=actor, told={"kind": kind, **form.told()})
        if done and held is None:
            offer(request, customs.set_up, form.outcome, text=f"登记了{told.label}")
        if done:
            return redirect("six_ones:customs.village", code=code)
    context = {"form": form, "place": place, "heading": told.label, "submit_label": "存下" if held else "登记建了"}
    return render(request, "six_ones/customs/pages/asked.html", context)


@page(needs=KEEP)
def end(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    place, told, actor = village_of(request, code, KEEP), _body(request, kind), request.actor
    held = get_object_or_404(VillageCouncil, place=place, kind=kind, until__isnull=True)
    form = forms.EndForm(request.POST or None, seen=held, initial={"on": actor.today})
    if form.is_valid() and form.do(customs.end, held, by=actor):
        offer(request, customs.end, held.pk, text=f"{told.label}停了")
        return redirect("six_ones:customs.village", code=code)
    context = {"form": form, "place": place, "heading": f"{told.label}停了", "submit_label": "登记停了"}
    return render(request, "six_ones/customs/pages/asked.html", context)


@page(needs=SEE)
def editions(request: HttpRequest, code: str) -> HttpResponse:
    """Two editions side by side; without being asked, the latest and the one before."""
    place = village_of(request, code)
    found = reading.editions_of(place)
    if not found:
        raise Http404
    by_number = {str(one.edition): one for one in found}
    after = by_number.get(request.GET.get("b", ""), found[0])
    older = [one for one in found if one.edition < after.edition]
    before = by_number.get(request.GET.get("a", ""), older[0] if older else None)
    if before == after:
        before = None
    may = request.actor.may(KEEP) and reading.villages_seen(request.actor, KEEP).filter(pk=place.pk).exists()
    context = {
        "place": place,
        "editions": found,
        "before": before,
        "after": after,
        "lines": reading.side_by_side(before.text if before else "", after.text) if before else [],
        "press": ActForm(seen=found[0]) if may else None,
    }
    return render(request, "six_ones/customs/pages/rules.html", context)


@page(needs=KEEP)
def adopt(request: HttpRequest, code: str) -> HttpResponse:
    place, actor = village_of(request, code, KEEP), request.actor
    latest = reading.editions_of(place)[:1]
    initial = {"adopted_on": actor.today, "text": latest[0].text if latest else ""}
    form = forms.RulesForm(request.POST or None, initial=initial)
    if form.is_valid() and form.do(customs.adopt, place, by=actor):
        offer(request, customs.adopt, form.outcome, text="登记了一版")
        return redirect("six_ones:customs.rules", code=code)
    context = {"form": form, "place": place, "heading": "新的一版村规民约", "submit_label": "登记这一版"}
    return render(request, "six_ones/customs/pages/asked.html", context)


@require_POST
@page(needs=KEEP)
def withdraw_rules(request: HttpRequest, code: str) -> HttpResponse:
    place = village_of(request, code, KEEP)
    latest = reading.editions_of(place)[:1]
    if not latest:
        raise Http404
    press(request, customs.withdraw_rules, latest[0])
    return redirect("six_ones:customs.village", code=code)


@page(needs=KEEP)
def notice(request: HttpRequest) -> HttpResponse:
    """A text is looked through before it goes up (R-MON-05); nothing of it is kept."""
    form = forms.NoticeForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        text = form.cleaned_data["text"].strip()
        found = public_text.private_in(f"{form.cleaned_data['title']}\n{text}", _heads(request.actor))
        context |= {"found": found, "is_clean": not found, "title": form.cleaned_data["title"], "text": text}
    return render(request, "six_ones/customs/pages/notice.html", context)


def _heads(actor: Actor) -> set[str]:
    """Of the villages one keeps, where they are few."""
    places = list(reading.villages_seen(actor, KEEP)[: FEW_VILLAGES + 1])
    if len(places) > FEW_VILLAGES:
        return set()
    return {name for place in places for name in public_text.heads_in(place)}
