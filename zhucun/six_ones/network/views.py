"""S5 网络: villages with their cover, the people, one village with all of its links, its cards to print."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, ask_many, named
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SEE_HOUSEHOLDS, SERVED
from zhucun.six_ones.network import lists, rules
from zhucun.six_ones.network.balancing import suggestions_for
from zhucun.six_ones.network.reading import links_of
from zhucun.web.figures import address
from zhucun.web.page import page

SUMS = ("linkers", "linked_households", "linked_households_share", "unlinked_households", "linkers_overloaded")


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    table = lists.villages_table(request).bind(request, lists.villages(request.actor))
    context = {
        "table": table,
        "sums": sums_of(request.actor),
        "loads": lists.loads(request.actor),
        "sees_visits": request.actor.may(SEE_HOUSEHOLDS),
    }
    return render(request, "six_ones/network/pages/list.html", context)


def sums_of(actor: Actor) -> dict[str, dict[str, Any]]:
    """Of today, for the territory one has; a team has its villages alone."""
    reach = actor.scope(rules.SEE).place
    if not reach:
        return {}
    question = Question(actor, reach[0], actor.today)
    found = ask_many([f"six_ones.{name}" for name in SUMS], question)
    return {
        name: {
            "value": named(f"six_ones.{name}").shown(found[f"six_ones.{name}"].value),
            "url": address(f"six_ones.{name}", question),
        }
        for name in SUMS
    }


@page(needs=rules.SEE)
def people(request: HttpRequest) -> HttpResponse:
    context = {
        "table": lists.people_table(request).bind(request, lists.people(request.actor)),
        "heading": "联户的人",
        "question": "谁联着几户，谁联得太多？",
    }
    return render(request, "six_ones/network/pages/people.html", context)


def village_seen(request: HttpRequest, code: str, needs: str = rules.SEE) -> Place:
    return get_object_or_404(places_seen(request.actor, needs), code=code)


def places_seen(actor: Actor, needs: str = rules.SEE) -> QuerySet:
    there = Place.objects.visible_to(actor, needs).as_of(actor.today).filter(kind__in=SERVED)
    return there.select_related("parent")


def may_keep(actor: Actor, place: Place) -> bool:
    return actor.may(rules.KEEP) and places_seen(actor, rules.KEEP).filter(pk=place.pk).exists()


@page(needs=rules.SEE)
def village(request: HttpRequest, code: str) -> HttpResponse:
    place = village_seen(request, code)
    keeps = may_keep(request.actor, place)
    found = links_of(place, request.actor)
    context = {
        "place": place,
        "found": found,
        "keeps": keeps,
        "suggested": len(suggestions_for(place, request.actor)) if keeps and (found.without or found.heavy) else 0,
        "sees_homes": request.actor.may(SEE_HOUSEHOLDS),
    }
    return render(request, "six_ones/network/pages/village.html", context)


@page(needs=rules.SEE)
def cards(request: HttpRequest, code: str) -> HttpResponse:
    """联系卡: one for each household, to be cut and put up at the door; whom to look for, and no number (R-DAT-05)."""
    place = village_seen(request, code)
    context = {"place": place, "found": links_of(place, request.actor)}
    return render(request, "six_ones/network/pages/cards.html", context)
