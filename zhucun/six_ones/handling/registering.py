"""A matter is registered at the desk: the village first, where one has several, then what it is about."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.acts.actor import Actor
from zhucun.policy import in_force as policy
from zhucun.six_ones.handling.forms import RegisterForm
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters import rules
from zhucun.six_ones.own_places import by_township, own_places
from zhucun.web.page import page
from zhucun.web.undo import offer


def places_of(actor: Actor) -> QuerySet:
    return own_places(actor, rules.KEEP)


@page(needs=rules.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """Of a dispute as well, since it is the village that is asked for first."""
    of = "disputes" if request.GET.get("of") == "disputes" else "matters"
    places = list(places_of(request.actor))
    if len(places) == 1:
        return redirect(f"six_ones:{of}.at", code=places[0].code)
    context = {"groups": by_township(places), "is_dispute": of == "disputes"}
    return render(request, "six_ones/handling/pages/new.html", context)


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
