"""Who came back: the list, one of them, registered, put right, asked after."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.six_ones.talents import acts as talents
from zhucun.six_ones.talents import forms, lists
from zhucun.six_ones.talents.models import ReturnedTalent
from zhucun.six_ones.talents.rules import KEEP, SEE
from zhucun.six_ones.talents.views import sums_of
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

BACK = ("returned_by_teams", "returned_in_committees", "returned_here")
ABOUT = ("name", "role", "doing", "came_from", "returned_on", "brought_by", "committee_member")


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    table = lists.returned_table(request).bind(request, lists.returned(request))
    may_register = bool(actor.may(KEEP) and places_of(actor).exists())
    context = {"table": table, "sums": sums_of(actor, BACK), "year": actor.today.year, "may_register": may_register}
    return render(request, "six_ones/talents/pages/returned.html", context)


def places_of(actor: Actor) -> QuerySet:
    """Where one may register: the villages of one's territory, or those one's team serves."""
    reach, today = actor.scope(KEEP), actor.today
    there = Place.objects.as_of(today).filter(kind__in=SERVED)
    own = there.filter(within_prefixes("code", reach.place)) if reach.place else there.none()
    if reach.team:
        own |= there.filter(pk__in=TeamPlace.objects.as_of(today).filter(team__in=reach.team).values("place"))
    return own.order_by("code")


@page(needs=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """The village first, where one has several."""
    places = list(places_of(request.actor))
    if len(places) == 1:
        return redirect("six_ones:talents.at", code=places[0].code)
    names = dict(Place.objects.filter(code__in={one.code[:9] for one in places}).values_list("code", "name"))
    groups: dict[str, list[Place]] = {}
    for one in places:
        groups.setdefault(names.get(one.code[:9], ""), []).append(one)
    return render(request, "six_ones/talents/pages/new.html", {"groups": groups.items()})


@page(needs=KEEP)
def at_place(request: HttpRequest, code: str) -> HttpResponse:
    place, today = get_object_or_404(places_of(request.actor), code=code), request.actor.today
    form = forms.TalentForm(request.POST or None, place=place, today=today, initial={"returned_on": today})
    if form.is_valid() and form.do(talents.return_home, place, by=request.actor):
        offer(request, talents.return_home, form.outcome or 0, text="登记了")
        return redirect("six_ones:talents.one", pk=form.outcome)
    return render(request, "six_ones/talents/pages/register.html", {"form": form, "place": place})


def _one(request: HttpRequest, pk: int, needs: str = SEE) -> ReturnedTalent:
    seen = ReturnedTalent.objects.visible_to(request.actor, needs).select_related(*ReturnedTalent.NAMED_WITH)
    return get_object_or_404(seen, pk=pk)


@page(needs=SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = _one(request, pk), request.actor
    verbs = verbs_for(row, actor)
    urls = {verb: (label, reverse("six_ones:talents.step", args=[pk, verb])) for verb, label in LABELS.items()}
    due = row.ask_on is not None and row.ask_on <= actor.today
    context = {
        "row": row,
        "stage": lists.stays_in_words(row, actor.today),
        "main": urls["ask"] if "ask" in verbs and due else None,
        "buttons": [urls[verb] for verb in verbs if not (verb == "ask" and due)],
        "stays": row.stays.order_by("asked_on", "pk"),
    }
    return render(request, "six_ones/talents/pages/one.html", context)


def verbs_for(row: ReturnedTalent, actor: Actor) -> list[str]:
    if not actor.may(KEEP):
        return []
    reach = actor.scope(KEEP)
    if not (reach.covers_place(row.place_code) or row.brought_by_id in reach.team):
        return []
    return ["restore"] if row.withdrawn_at is not None else ["ask", "correct", "withdraw"]


LABELS = {"ask": "还在不在", "correct": "改登记…", "withdraw": "撤回…", "restore": "恢复"}
# verb → act, form, title, question, button
STEPS: dict[str, tuple[Act, type[ActForm], str, str, str]] = {
    "ask": (talents.ask_after, forms.StayForm, "还在不在", "引回来，还要留得住；一年问一次。", "记下"),
    "correct": (talents.correct_talent, forms.CorrectTalentForm, "改登记", "登记错了的在这里改。", "存下"),
    "withdraw": (talents.withdraw_talent, forms.WithdrawForm, "撤回", "登记错了的。不再算数，留底。", "撤回"),
    "restore": (talents.restore_talent, ActForm, "恢复", "撤回错了，照原来的恢复。", "恢复"),
}


@page(needs=KEEP)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    act, form_class, title, question, button = STEPS[verb]
    row, today = _one(request, pk, KEEP), request.actor.today
    initial: dict[str, Any] = {"on": today, **{name: getattr(row, name) for name in ABOUT}}
    made = {"place": row.place, "today": today} if verb == "correct" else {}
    form = form_class(request.POST or None, seen=row, initial=initial, **made)
    if form.is_valid() and form.do(act, row, by=request.actor):
        if act.undo:
            offer(request, act, pk, text="记下了")
        return redirect("six_ones:talents.one", pk=pk)
    context = {"form": form, "row": row, "title": title, "question": question, "verb": button}
    return render(request, "six_ones/talents/pages/talent_step.html", context)
