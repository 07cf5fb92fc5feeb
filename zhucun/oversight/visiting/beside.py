"""What 督查 shows of records: where one is written or read, and the latest beside the week (mock-up 06)."""

from collections.abc import Sequence

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.oversight.drawing.parts import Part, beside_the_week, records_are_at
from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.oversight.inspection.rules import Seen as Gone
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.models import SiteVisit

LATEST = 5


@records_are_at
def records(drawn: Sequence[DrawnTeam], actor: Actor) -> dict[int, str]:
    gone = [one.pk for one in drawn if one.state == Gone.VISITED]
    visits = SiteVisit.objects.visible_to(actor).standing().filter(drawn__in=gone) if gone else SiteVisit.objects.none()
    read = {drawn: reverse("oversight:visits.one", args=[pk]) for pk, drawn in visits.values_list("pk", "drawn")}
    reach = actor.scope(rules.RECORD)
    to_go = (one for one in drawn if one.state != Gone.VISITED)
    may = (one for one in to_go if one.team_id in reach.team or reach.covers_place(one.seat_code))
    return read | {one.pk: reverse("oversight:visits.record", args=[one.team_id]) for one in may}


@beside_the_week
def latest(actor: Actor) -> Part | None:
    if not actor.may(rules.SEE):
        return None
    rows = SiteVisit.objects.visible_to(actor).standing().select_related(*SiteVisit.NAMED_WITH).with_counts()
    context = {"visits": list(rows.order_by("-visited_on", "-pk")[:LATEST]), "may_record": actor.may(rules.RECORD)}
    return Part("oversight/visiting/pages/_latest.html", context)
