"""按文件统计: of those a document names of a kind, how many were on post; each kind apart, nobody ranked (R-USE-05)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from zhucun.acts.actor import Actor
from zhucun.incentives.outcomes.models import AnnouncedOutcome, DocumentTotal
from zhucun.incentives.outcomes.rules import Advancement
from zhucun.lib.amounts import share, shown_share

Key = tuple[str, str]  # document and kind


@dataclass(frozen=True)
class DocumentLine:
    document: str
    kind: str
    on: date
    people: int
    whole: int | None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.document}"

    @property
    def called(self) -> str:
        return Advancement(self.kind).label

    @property
    def share(self) -> str:
        return shown_share(share(self.people, self.whole)) if self.whole else "—"


def document_lines(actor: Actor) -> list[DocumentLine]:
    """Within reach, the latest first; totals are the county's and so are said to whoever reads the county."""
    rows = AnnouncedOutcome.objects.visible_to(actor).standing().exclude(kind="").order_by()
    counted = rows.values_list("document", "kind").annotate(day=Max("on"), people=Count("pk"))
    totals = DocumentTotal.objects.visible_to(actor).values_list("document", "kind", "people")
    wholes: dict[Key, int] = {(document, kind): people for document, kind, people in totals}
    found = [DocumentLine(doc, kind, day, people, wholes.get((doc, kind))) for doc, kind, day, people in counted]
    return sorted(found, key=lambda one: (-one.on.toordinal(), one.document, one.kind))
