"""What others below learn of projects: a successor, which are under way; whoever seeks a mentor, who does the same."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from zhucun.dispatch.handover.matters import Found, handover_items_come_from
from zhucun.dispatch.roster.livelihoods import livelihoods_come_from
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.evidence import Evidence
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import State

PROJECTS = "six_ones.project"


@handover_items_come_from(PROJECTS)
def under_way(leaving: Sequence[Posting], day: date) -> Found:
    """How many of the team's, and how many of them past their start."""
    rows = IndustryProject.objects.under_way().filter(team__in={one.team_id for one in leaving}).order_by()
    late = Count("pk", filter=Q(state=State.PLANNED, planned_start__lt=day))
    both = rows.values("team").annotate(n=Count("pk"), late=late)
    counted = {team: (n, n_late) for team, n, n_late in both.values_list("team", "n", "late")}
    for one in leaving:
        if one.team_id in counted:
            n, n_late = counted[one.team_id]
            behind = f"，其中 {n_late} 项过了计划开工日" if n_late else ""
            url = f"{reverse('six_ones:projects')}?team={one.team_id}"
            yield one.pk, Evidence(PROJECTS, one.pk, f"队里没走完的产业项目 {n} 项{behind}，接着推进", url)


@livelihoods_come_from
def products(teams: Collection[int]) -> Iterable[tuple[int, str]]:
    rows = IndustryProject.objects.standing().filter(team__in=list(teams)).exclude(product="").order_by()
    return rows.values_list("team", "product").distinct()
