"""Posts of an emergency stand while it runs: what 六个一 below is told of approved duties (R-TASK-12)."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.oversight.emergency.rules import State, codes_over
from zhucun.six_ones.duty_rota.periods import Period, periods_come_from


@periods_come_from
def approved(codes: Sequence[str], since: date, until: date) -> Iterator[Period]:
    """One query."""
    over = {code for one in codes for code in codes_over(one)}
    there = within_prefixes("place_code", codes) | Q(place_code__in=over)
    rows = EmergencyDuty.objects.filter(there, state__in=(State.APPROVED, State.ENDED))
    for row in rows.filter(since__lt=until, until__gt=since):
        basis = f"{row.document_number}，{row.get_level_display()}"
        url = reverse("oversight:emergency.one", args=[row.pk])
        yield Period(row.pk, row.place_code, row.title, basis, row.since, row.until, url)
