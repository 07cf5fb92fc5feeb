"""A matter is registered at the desk: the village first, where one has several, then what it is about."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.six_ones.handling.forms import RegisterForm
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters import rules
from zhucun.web.page import page
from zhucun.web.undo import offer


def places_of(actor: Actor) -> QuerySet:
    """Where one may register: the villages of one's territory, or those one's team serves."""
    reach, today = actor.scope(rules.KEEP), actor.today
    there = Place.objects.as_of(today).filter(kind__in=SERVED)
    own = there.filter(within_prefixes("code", reach.place)) if reach.place else there.none()
    if reach.team:
        served = TeamPlace.objects.as_of(today).filter(team__in=reach.team).values("place")
        own |= there.filter(pk__in=served)
    return own.order_by("code")


@page(needs=rules.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """Of a dispute as well, since it is the village that is asked for first."""
    of = "disputes" if request.GET.get("of") == "disputes" else "matters"
    places = list(places_of(request.actor))
    if len(places) == 1:
        return redirect(f"six_ones:{of}.at", code=places[0].code)
    names = dict(Place.objects.filter(code__in={one.code[:9] for one in places}).values_list("code", "name"))
    groups: dict[str, list[Place]] = {}
    for one in places:
        groups.setdefault(names.get(one.code[:9], ""), []).append(one)
    return render(
        request, "six_ones/handling/pages/new.html", {"groups": groups.items(), "is_dispute": of == "disputes"}
    )


@page(needs=rules.KEEP)
def at_place(request: HttpRequest, code: str) -> HttpResponse:
    place = get_object_or_404(places_of(request.actor), code=code)
    fields = [(one.key, one.label) for one in policy.of(request.actor).matters.fields]
    initial = {"raised_on": request.actor.today, "raised_how": rules.Raised.CAME, "field": rules.OTHER}
    form = RegisterForm(request.POST or None, place=place, fields_=fields, initial=initial)
    if form.is_valid() and form.do(matters.register, place, by=request.actor):
        offer(request, matters.register, form.outcome, text="登记了")
        return redirect("six_ones:matters.one", pk=form.outcome)
    return render(request, "six_ones/handling/pages/register.html", {"form": form, "place": place})
