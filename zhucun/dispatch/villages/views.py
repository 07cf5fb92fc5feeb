"""点位: the list as a tree by township, and all about one place on one page (screen P12)."""

from datetime import timedelta

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.dispatch.roster.parts import parts_of_place
from zhucun.dispatch.roster.rules import KEEP_TEAMS
from zhucun.dispatch.roster.rules import SEE as SEE_ROSTER
from zhucun.dispatch.villages.lists import places_table, rows_for, townships_of, tree
from zhucun.dispatch.villages.reading import PlaceSeen, counted
from zhucun.org.people.rules import KEEP as KEEP_PEOPLE
from zhucun.org.people.rules import KEEP_UNITS, SEE_PRIVATE, SEE_UNITS
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.places.models import Place
from zhucun.org.places.rules import KEEP, SEE, SEE_HOUSEHOLDS, SERVED, Kind
from zhucun.policy import in_force as policy
from zhucun.web.page import page


@page(needs=SEE)
def villages(request: HttpRequest) -> HttpResponse:
    table = places_table(request).bind(request, rows_for(request))
    townships = townships_of(request)
    context = {
        "table": table,
        "tree": tree(townships, table) if len(townships) > 1 else [],
        "all_url": table.address(where=None, page=None),
        "may_keep": request.actor.may(KEEP),
    }
    return render(request, "dispatch/villages/pages/list.html", context)


def place_of(request: HttpRequest, code: str) -> Place:
    """The place that bears the code today, else the last that bore it."""
    found = (
        counted(request.actor).filter(code=code, kind__in=SERVED).order_by(F("until").desc(nulls_first=True)).first()
    )
    if found is None:
        raise Http404
    return found


def _owed(seen: PlaceSeen) -> list[str]:
    """The categories for which a place without a team must have one."""
    actor, county = seen.actor, seen.place.code[:6]
    must_cover = policy.known_to(actor, actor.today, [county])[county].places.must_cover
    return [tag.label for tag in seen.tags if tag.text in must_cover]


@page(needs=SEE)
def village(request: HttpRequest, code: str) -> HttpResponse:
    place = place_of(request, code)
    seen = PlaceSeen(place, request.actor)
    may = request.actor.may
    township = place.parent.parent if place.kind == Kind.SITE else place.parent
    context = {
        "place": place,
        "seen": seen,
        "parts": parts_of_place(place, request.actor),
        "as_of_text": f"{request.actor.today:%Y-%m-%d}",
        "township": township,
        "may_see_township": may(SEE_ROSTER) and request.actor.scope(SEE).covers_place(township.code),
        "may_keep": may(KEEP) and place.until is None,
        "may_keep_people": may(KEEP_PEOPLE) and place.until is None,
        "may_keep_units": may(KEEP_UNITS) and place.until is None,
        "may_see_units": may(SEE_UNITS),
        "may_see_households": may(SEE_HOUSEHOLDS),
        "may_see_people": may(SEE_PEOPLE),
        "may_see_private": may(SEE_PRIVATE),
        "may_reopen": may(KEEP) and place.until is not None,
        "last_day": place.until - timedelta(days=1) if place.until else None,
        "may_form": may(KEEP_TEAMS),
        "owed": _owed(seen) if place.until is None and seen.serving is None else [],
    }
    return render(request, "dispatch/villages/pages/one.html", context)
