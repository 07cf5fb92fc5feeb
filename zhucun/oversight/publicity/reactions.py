"""With the cycle: it is announced when it goes public; no result is used before the days are over."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.oversight.assessment.models import AssessmentCycle
from zhucun.oversight.publicity import acts as publicity
from zhucun.oversight.publicity.models import PublicNotice


@within("assessment.publish")
def announce(cycles: Sequence[AssessmentCycle], *, by: Actor) -> None:
    for cycle in cycles:
        publicity.announce(cycle, by=by)


@within("assessment.close")
def not_before(cycles: Sequence[AssessmentCycle], *, by: Actor) -> None:
    """R-ASS-15, R-ASS-16."""
    for notice in PublicNotice.objects.filter(cycle__in=[cycle.pk for cycle in cycles]).select_related("cycle"):
        if by.today <= notice.last_day:
            raise Refused(f"公示到 {notice.last_day:%Y-%m-%d} 为止，过了再运用结果。", rule="R-ASS-15")
        if left := publicity.open_objections(notice.cycle):
            raise Refused(f"还有 {left} 件异议没答复，答复完再运用结果。", rule="R-ASS-16")
