"""Matters open with one who leaves, which are the team's and need not be moved: the successor asks after them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q

from zhucun.dispatch.handover.matters import Found, handover_items_come_from
from zhucun.dispatch.roster.models import Posting, RoleSpell
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.lib.evidence import Evidence
from zhucun.six_ones.matters.models import UrgentMatter

MATTERS, OF_TEAM = "six_ones.urgentmatter", "six_ones.matters_of_team"
LEADING = (TeamRole.LEADER, TeamRole.FIRST_SECRETARY)


@handover_items_come_from(MATTERS)
def matters_under_way(leaving: Sequence[Posting], day: date) -> Found:
    """One by one, with the day that was promised."""
    rows = UrgentMatter.objects.under_way().filter(record__posting__in=[one.pk for one in leaving])
    for row in rows.select_related("record", "team", "unit").order_by("promised_on", "pk"):
        promised = f"，答应 {row.promised_on:%Y-%m-%d} 办好" if row.promised_on else ""
        sentence = f"实事“{row}”还在{row.owner_name}办{promised}，接的人接着问"
        yield row.record.posting_id, Evidence(MATTERS, row.pk, sentence, "")


@handover_items_come_from(OF_TEAM)
def matters_of_the_team(leaving: Sequence[Posting], day: date) -> Found:
    """Those registered at the desk are nobody's own: whoever leads the team hears how many."""
    spells = RoleSpell.objects.filter(posting__in=[one.pk for one in leaving], role__in=LEADING)
    leading = set(spells.filter(Q(until__isnull=True) | Q(until=F("posting__until"))).values_list("posting", flat=True))
    leads = {one.team_id: one.pk for one in leaving if one.pk in leading}
    rows = UrgentMatter.objects.under_way().filter(team__in=leads, record__isnull=True)
    for team, count in Counter(rows.values_list("team", flat=True)).items():
        yield leads[team], Evidence(OF_TEAM, team, f"队里还有 {count} 件登记的实事在办，接的人接着问", "")
