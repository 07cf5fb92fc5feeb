"""What committees add to the page of a village and of a township (P12, H2)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.parts import Part, place_page_parts_come_from, township_page_parts_come_from
from zhucun.org.places.models import Place
from zhucun.six_ones.committees.models import CommitteeMember, of_both, schooled, young
from zhucun.six_ones.committees.rules import SEATED, SEE, PartyPost

CARD = "six_ones/committees/pages/_card.html"


def _counted(actor: Actor, code: str) -> dict[str, Any]:
    rows = CommitteeMember.objects.visible_to(actor).as_of(actor.today).filter(within_prefixes("place_code", [code]))
    return rows.aggregate(
        members=Count("pk"),
        young=Count("pk", filter=young(actor.today)),
        college=Count("pk", filter=schooled()),
        returned=Count("pk", filter=Q(is_returned_talent=True)),
        both=Count("pk", filter=of_both()),
        villages=Count("place", distinct=True),
        secretary=Min("name", filter=Q(party_post=PartyPost.SECRETARY)),
        term=Min("term_ends_on"),
    )


@place_page_parts_come_from
def of_place(place: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE) and place.kind in SEATED and place.until is None:
        url = reverse("six_ones:committees.one", args=[place.code])
        context = {**_counted(actor, place.code), "is_village": True, "url": url}
        context["is_over"] = context["term"] is not None and context["term"] < actor.today
        yield Part(CARD, context, order=32, is_aside=True)


@township_page_parts_come_from
def of_township(township: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        counted = _counted(actor, township.code)
        if counted["members"]:
            url = f"{reverse('six_ones:committees')}?township={township.code}"
            yield Part(CARD, {**counted, "is_village": False, "url": url}, order=42, is_aside=True)
