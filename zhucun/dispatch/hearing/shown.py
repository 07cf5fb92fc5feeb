"""The lower half of 覆盖与过筛子: the latest screening on a day, for whoever sees it or is asked (screen P1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhucun.dispatch.hearing.lists import at_once, doubts_table, drawn, meshes, sieve
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.dispatch.screening import rules
from zhucun.dispatch.screening.models import Doubt, Screening
from zhucun.dispatch.screening.rules import Decision
from zhucun.policy.items import Item

COUNTY_DIGITS = 6
KEPT = (Decision.KEEP, Decision.GONE)
MOST = 8  # lines on the county's page


@dataclass(frozen=True)
class Shown:
    """A screening as a page draws it."""

    screening: Screening
    sieve: list[dict[str, Any]]
    meshes: list[Any]
    url: str
    left: int
    open_count: int


def shown(request: HttpRequest, screening: Screening, doubts: Sequence[Doubt]) -> Shown:
    url = reverse("dispatch:screening.one", args=[screening.pk])
    items = [Item.of_json(item) for item in screening.items]
    of_persons = [doubt for doubt in doubts if doubt.posting_id]
    return Shown(
        screening,
        sieve(screening, doubts, url, may_see_ends=request.actor.may(SEE_ENDS)),
        meshes(items, doubts, url),
        url,
        sum(doubt.decision not in KEPT for doubt in of_persons),
        sum(doubt.state == rules.State.ASKED for doubt in of_persons),
    )


def persons_part(request: HttpRequest, scope: str, day: date) -> dict[str, Any]:
    """For the county's page on a day: the latest screening of that day or before, and the members still to be seen to.

    Whoever sees a part of the county only is told of the doubts that are theirs to answer.
    """
    actor, county = request.actor, scope[:COUNTY_DIGITS]
    if not actor.may(rules.SEE):
        return {}
    latest = Screening.objects.visible_to(actor).filter(place_code=county, on__lte=day).order_by("-on").first()
    if latest is None or len(scope) > COUNTY_DIGITS:
        return {"may_run": actor.may(rules.RUN) and len(scope) == COUNTY_DIGITS, "is_asked": not actor.may(rules.RUN)}
    doubts = at_once(Doubt.objects.visible_to(actor).filter(screening=latest))
    left = [doubt for doubt in doubts if doubt.posting_id and doubt.decision not in KEPT]
    columns = [column for column in doubts_table(actor).columns if not column.only_exported]
    return {
        "shown": shown(request, latest, doubts),
        "columns": columns,
        "rows": drawn(columns, left[:MOST]),
        "may_run": actor.may(rules.RUN),
        "may_propose": actor.may("policy.propose"),
    }
