"""What the draw is told of visits and of what was found: who was seen when, what is open, where to look again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib import halves
from zhucun.lib.periods import add_months
from zhucun.oversight.attendance.anomalies import Looked, Oddity, anomaly
from zhucun.oversight.attendance.rules import first_day
from zhucun.oversight.inspection.weighing import Again, doubts_come_from, revisits_come_from, visits_come_from
from zhucun.oversight.onsite.models import Finding, PresenceSeen, SiteVisit
from zhucun.oversight.onsite.rules import FindingState, Seen, VisitState

STILL_LOOKED_FOR = timedelta(days=180)


@visits_come_from
def seen_outside_the_draw(county_code: str, day: date) -> QuerySet:
    rows = SiteVisit.objects.standing().filter(within_prefixes("place_code", [county_code]), visited_on__lte=day)
    return rows.order_by().values_list("team").annotate(Max("visited_on"))


@doubts_come_from
def open_findings(county_code: str, day: date) -> Mapping[int, int]:
    """What waits to be dealt with; once it is in a letter, whoever keeps letters says how it stands."""
    rows = Finding.objects.open().filter(within_prefixes("place_code", [county_code]), found_on__lte=day)
    return Counter(dict(rows.order_by().values_list("team").annotate(Count("pk"))))


@revisits_come_from
def to_be_seen_again(county_code: str, day: date) -> Iterable[Again]:
    """Where it was said that somebody goes again, until somebody has: one line for each team."""
    gone = SiteVisit.objects.standing().filter(team=OuterRef("team"), visited_on__gt=OuterRef("found_on"))
    rows = Finding.objects.filter(within_prefixes("place_code", [county_code]), wants_revisit=True)
    rows = rows.filter(found_on__gte=day - STILL_LOOKED_FOR, found_on__lte=day)
    rows = rows.exclude(state__in=[FindingState.DROPPED, FindingState.SETTLED]).filter(~Exists(gone))
    reasons: dict[int, str] = {}
    for team, kind, on in rows.order_by("found_on", "pk").values_list("team", "kind_label", "found_on"):
        reasons.setdefault(team, f"{on.month}月{on.day}日“{kind}”要再看")
    return [Again(team, reason) for team, reason in reasons.items()]


@anomaly("absent_on_site", "督查时不在，又没有登记")
def absent_on_site(looked: Looked) -> Iterable[Oddity]:
    """Asked as a question, of whoever was missing when a group came: the month says in the village (R-ATT-08)."""
    first = first_day(looked.month)
    seen = PresenceSeen.objects.filter(
        seen=Seen.ABSENT,
        posting__in=list(looked.months),
        visit__state=VisitState.HANDED_IN,
        visit__visited_on__gte=first,
        visit__visited_on__lt=add_months(first, 1),
    )
    for posting, day in seen.order_by("visit__visited_on", "pk").values_list("posting", "visit__visited_on"):
        since, until = halves.whole_days(day, day)
        yield Oddity(posting, f"{day.month}月{day.day}日督查时不在，月表上没有登记，那天在哪里？", since, until)
