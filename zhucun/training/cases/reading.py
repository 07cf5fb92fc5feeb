"""What others read of cases: those of a session."""

from zhucun.training.cases.models import CaseUse
from zhucun.training.sessions.models import TrainingSession


def used_in(session: TrainingSession) -> list[CaseUse]:
    rows = CaseUse.objects.filter(session=session, is_taken_back=False, case__state="published")
    return list(rows.select_related("case").order_by("pk"))
