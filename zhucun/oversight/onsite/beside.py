"""What 督查 shows of records: where one is written or read, and the latest beside the week (mock-up 06)."""

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.oversight.inspection.parts import Part, beside_the_week, record_is_at
from zhucun.oversight.inspection.rules import Seen as Gone
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.models import SiteVisit

LATEST = 5


@record_is_at
def record(drawn: DrawnTeam, actor: Actor) -> str:
    if drawn.state == Gone.VISITED:
        visits = SiteVisit.objects.visible_to(actor).standing().filter(drawn=drawn) if actor.may(rules.SEE) else ()
        return next((reverse("oversight:visits.one", args=[one.pk]) for one in visits), "")
    reach = actor.scope(rules.RECORD)
    may = drawn.team_id in reach.team or reach.covers_place(drawn.seat_code)
    return reverse("oversight:visits.record", args=[drawn.team_id]) if may else ""


@beside_the_week
def latest(actor: Actor) -> Part | None:
    if not actor.may(rules.SEE):
        return None
    rows = SiteVisit.objects.visible_to(actor).standing().select_related(*SiteVisit.NAMED_WITH).with_counts()
    context = {"visits": list(rows.order_by("-visited_on", "-pk")[:LATEST]), "may_record": actor.may(rules.RECORD)}
    return Part("oversight/onsite/pages/_latest.html", context)
