"""过筛子 in a person's lanes: a check of the whole roster in which nothing was found against them."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from zhucun.acts.scope import NOTHING
from zhucun.dispatch.roster.life import MemberFile, Row, columns, lanes_have
from zhucun.dispatch.screening.models import Doubt, Screening
from zhucun.dispatch.screening.rules import SEE, Decision
from zhucun.lib.lanes import Lane, Thing


def passed(file: MemberFile) -> QuerySet | None:
    """Those of days on which they were there; a doubt that was decided against them stands where doubts stand."""
    if not (file.postings and file.actor.may(SEE)):
        return None
    there = NOTHING
    for posting in file.postings:
        ended = Q(on__lt=posting.until) if posting.until else Q()
        there |= Q(place_code=posting.place_code[:6], on__gte=posting.since) & ended
    against = Doubt.objects.filter(screening=OuterRef("pk"), posting__in=file.keys).exclude(decision=Decision.KEEP)
    seen = Screening.objects.visible_to(file.actor).filter(there, ~Exists(against))
    return columns(seen, on="on")


@lanes_have(passed)
def thing(file: MemberFile, row: Row) -> Thing:
    url = reverse("dispatch:screening.one", args=[row.key])
    return Thing(Lane.DISPATCH, row.on, "过筛子，没有不符合的。", "过筛子通过", url)
