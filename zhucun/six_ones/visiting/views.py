"""The list of visits by due day, and the page of a household."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.aid.rules import SEE_HELPERS
from zhucun.org.places.models import Household
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.policy import in_force as policy
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones.network.rules import KEEP
from zhucun.six_ones.visiting import lists
from zhucun.six_ones.visiting.due import with_due, with_responsible
from zhucun.six_ones.visiting.paired import listed, paired_table
from zhucun.six_ones.visiting.reading import story_of
from zhucun.six_ones.visiting.rhythms import rhythms_in
from zhucun.web.page import page


@page(needs=SEE_HOUSEHOLDS)
def visits(request: HttpRequest) -> HttpResponse:
    rhythms = "，".join(one.sentence for one in rhythms_in(policy.of(request.actor), request.actor))
    context = {
        "table": lists.visits_table(request).bind(request, lists.due_rows(request.actor)),
        "heading": "该走访的户",
        "question": f"哪一户该走了，谁去？{rhythms}。",
    }
    return render(request, "web/pages/list.html", context)


@page(needs=SEE_HELPERS)
def paired(request: HttpRequest) -> HttpResponse:
    """For whoever may read who is responsible: also the unit, of its own people."""
    context = {
        "table": paired_table(request).bind(request, listed(request.actor)),
        "heading": "结对帮扶的户",
        "question": "谁结对的户，该走访了没有？",
    }
    return render(request, "web/pages/list.html", context)


@page(needs=SEE_HOUSEHOLDS)
def household(request: HttpRequest, pk: int) -> HttpResponse:
    home, actor = seen(request, pk), request.actor
    context = {
        "home": home,
        "story": story_of(home, actor),
        "stage": lists.stage_of(home.due_on, actor.today),
        "who": lists.who_goes(home),
        "note_url": note_url(home, actor, request.path),
        "keeps": _keeps(home, actor),
    }
    return render(request, "six_ones/visiting/pages/household.html", context)


def seen(request: HttpRequest, pk: int) -> Household:
    """With its day; one that is gone from the list has its page still."""
    rows = Household.objects.visible_to(request.actor).select_related("village__parent", "group")
    dated = with_due(rows, request.actor.today, policy.of(request.actor), request.actor)
    return get_object_or_404(with_responsible(dated, request.actor.today), pk=pk)


def note_url(home: Household, actor: Actor, back: str) -> str:
    """去走访: the form of a record with the household filled in, of one's own team; else empty."""
    if home.until is not None or not actor.may(WRITE):
        return ""
    served = TeamPlace.objects.current().filter(team__in=actor.scope(WRITE).team, place=home.village_id)
    team = served.values_list("team", flat=True).first()
    if team is None:
        return ""
    asked = {"kind": "visit", "household": home.pk, "place": home.village.code, "back": back}
    return f"{reverse('records:note.team', args=[team])}?{urlencode(asked)}"


def _keeps(home: Household, actor: Actor) -> bool:
    if home.until is not None or not actor.may(KEEP):
        return False
    if actor.scope(KEEP).covers_place(home.village.code):
        return True
    return Household.objects.visible_to(actor, KEEP).filter(pk=home.pk).exists()
