"""M7 村户名单: the households of the team's villages by the day they are due; 去走访 opens the note for one of them."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.mobile.own import crew_of
from zhucun.mobile.phone import phone_page, shown
from zhucun.org.places.models import Household
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.policy import in_force as policy
from zhucun.six_ones.visiting.due import with_due, with_responsible
from zhucun.six_ones.visiting.lists import SOON, stage_of, who_goes

MASK = "＊"


def masked(name: str) -> str:
    """石老满 → 石＊满, 石满 → 石＊: whoever lives there knows whom it means, whoever finds the phone does not."""
    return f"{name[0]}{MASK * max(1, len(name) - 2)}{name[-1] if len(name) > 2 else ''}"


@phone_page(needs=SEE_HOUSEHOLDS)
def listing(request: HttpRequest) -> HttpResponse:
    """Of one's own team; whoever is on none has the list at the desk."""
    crew, actor = crew_of(request.actor), request.actor
    if crew is None:
        return redirect("six_ones:visits")
    homes = _homes(crew.own.team_id, actor)
    context = {
        "groups": _groups(homes, actor),
        "count": len(homes),
        "place": crew.place,
        "now": actor.now,
        "days": policy.of(actor).network.offline_days,
        "back_url": reverse("mobile:today"),
    }
    return shown(request, "mobile/households/pages/list.html", context)


def _homes(team: int, actor: Actor) -> list[Household]:
    served = TeamPlace.objects.as_of(actor.today).filter(team=team).values("place")
    there = Household.objects.visible_to(actor).as_of(actor.today).filter(village__in=served)
    dated = with_due(there.select_related("village", "group"), actor.today, policy.of(actor), actor)
    return list(with_responsible(dated, actor.today).order_by("due_on", "village__code", "group__name", "pk"))


def _groups(homes: Sequence[Household], actor: Actor) -> list[tuple[str, list[dict[str, Any]]]]:
    today, villages = actor.today, len({home.village_id for home in homes})
    late = [home for home in homes if home.due_on < today]
    soon = [home for home in homes if today <= home.due_on < today + SOON]
    rest = [home for home in homes if home.due_on >= today + SOON]
    parts = (("过了日子", late), ("30 天内", soon), ("还不到日子", rest))
    return [(label, [_line(home, actor, villages > 1) for home in part]) for label, part in parts if part]


def _line(home: Household, actor: Actor, names_village: bool) -> dict[str, Any]:
    where = f"{home.village.name if names_village else ''}{home.group or ''}"
    asked = {"kind": "visit", "household": home.pk, "place": home.village.code, "back": reverse("mobile:households")}
    who = who_goes(home)
    return {
        "name": masked(home.head_name),
        "where": where,
        "last": home.last_visit,
        "who": f"{who.sub}{who.text}" if who.sub and who.sub != "工作队" else "",
        "stage": stage_of(home.due_on, actor.today),
        "url": f"{reverse('mobile:note')}?{urlencode(asked)}",
    }


@phone_page(needs=SEE_HOUSEHOLDS)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the last copy of this list; it lies here so that it reaches nothing else."""
    context = {"days": policy.of(request.actor).network.offline_days}
    return render(request, "mobile/households/pages/worker.js", context, content_type="text/javascript")
