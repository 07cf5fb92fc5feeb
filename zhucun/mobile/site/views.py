"""M8: today's villages, and one of them looked at: eight items with four answers, who is absent, what to fix (J3)."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.mobile.phone import phone_page, shown
from zhucun.oversight.drawing import parts, reading
from zhucun.oversight.inspection.rules import Seen
from zhucun.oversight.onsite import rules
from zhucun.oversight.visiting import going
from zhucun.oversight.visiting.record_pages import handed_in, site_form, team_to_record, teams_called


@phone_page(needs=rules.RECORD)
def site(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """今天的村 of one's groups, or of the one named; a village to be looked for without a lot."""
    by, text = request.actor, request.GET.get("q", "")
    groups = [_as_it_goes(one, by) for one in going.own_groups(by) if pk in (None, one.row.pk)]
    if pk and not groups:
        raise Http404
    context = {
        "today": by.today,
        "groups": groups,
        "may_choose": bool(by.scope(rules.RECORD).place),
        "text": text,
        "teams": teams_called(text, by),
    }
    return shown(request, "mobile/site/pages/site.html", context)


def _as_it_goes(one: going.Group, by: Actor) -> going.Group:
    """In the order of the way, where the names are told."""
    return replace(one, lines=reading.in_order(one.lines, parts.below_a_group(one.row, by))) if one.is_told else one


@phone_page(needs=rules.RECORD)
def now(request: HttpRequest) -> HttpResponse:
    """现场: the next village of one's own, or where one is looked for."""
    by = request.actor
    lines = [line for one in going.own_groups(by) if one.is_told for line in _as_it_goes(one, by).lines]
    waiting = [line.row for line in lines if line.row is not None and line.state == Seen.WAITING]
    return redirect("mobile:site.look", pk=waiting[0].team_id) if waiting else redirect("mobile:site")


@phone_page(needs=rules.RECORD)
def handed_in_lately(request: HttpRequest) -> HttpResponse:
    return shown(request, "mobile/site/pages/handed_in.html", {"handed_in": going.lately_handed_in(request.actor)})


@phone_page(needs=rules.RECORD)
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """One page, sent once: 看要整改的 shows what will be put down, 签字交回 hands it in."""
    team = team_to_record(request, pk)
    form = site_form(request, team)
    is_looked_over = "look" in request.POST
    if not is_looked_over and (visit := handed_in(request, form, team)):
        messages.success(request, f"{visit.place.name}的记录交回了。")
        return redirect("mobile:site")
    context = {
        "form": form,
        "team": team,
        "place": form.place_name or team.name,
        "found": form.named_findings if is_looked_over and form.is_valid() else None,
        "back_url": reverse("mobile:site"),
    }
    return shown(request, "mobile/site/pages/look.html", context)
