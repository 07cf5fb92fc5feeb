"""四个一批 as it was announced: entered by 组织部 from its documents; of the reserve there is a total only."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhucun.demo.hands import Hands
from zhucun.demo.invented_outcomes import ANNOUNCED, FIRST_SECRETARIES, RESERVED, TOTALS, Announced
from zhucun.dispatch.roster.models import Posting, RoleSpell
from zhucun.incentives.outcomes import acts as outcomes
from zhucun.org.places.models import Place
from zhucun.oversight.accountability.models import AccountabilityRecord
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.schemes.rules import Grade

TOTALLED_ON = date(2022, 7, 4)
STEP = 7  # from one member to the next in the order of places, so that they come from all over the county


class Announcing:
    """Comes after assessment and accountability: nobody graded 一般 or held to account is among them (R-USE-02)."""

    def __init__(self, home: Place, hands: Hands) -> None:
        self._home, self._hands = home, hands
        self._taken: set[int] = set()

    def bring_in(self) -> None:
        rows = Posting.objects.filter(place_code__startswith=self._home.code, until__isnull=True)
        for blemished in (AccountabilityRecord.objects, ScoreSheet.objects.filter(grade__gte=Grade.THIRD)):
            rows = rows.exclude(pk__in=blemished.filter(posting__isnull=False).values("posting"))
        self._people = list(rows.select_related("cadre").order_by("place_code", "pk"))
        firsts = RoleSpell.objects.filter(role="first_secretary", until__isnull=True).values_list("posting", flat=True)
        self._firsts = set(firsts)
        for one in sorted(ANNOUNCED, key=lambda one: one.on):
            by = self._hands.of("organisation_department", self._home.code, one.on)
            self._hands.do(outcomes.announce, list(self._calls(one)), by=by)
        by = self._hands.of("organisation_department", self._home.code, TOTALLED_ON)
        for document, kind, people in TOTALS:
            outcomes.total_document(self._home, document=document, kind=kind, people=people, by=by)
        for people, document, on in RESERVED:
            by = self._hands.of("organisation_department", self._home.code, on)
            outcomes.total_reserve(self._home, people=people, document=document, on=on, by=by)

    def _calls(self, one: Announced) -> Iterator[tuple[Posting, dict[str, Any]]]:
        told = {"group": one.group, "kind": one.kind, "level": "county", "document": one.document, "on": one.on}
        found = [row for row in self._people if self._is_among(row, one)][::STEP]
        for row, what in zip(found, one.said, strict=False):
            self._taken.add(row.pk)
            yield row, {**told, "what": what}

    def _is_among(self, row: Posting, one: Announced) -> bool:
        """Nobody twice, though nothing forbids it."""
        if row.pk in self._taken or row.since > one.on:
            return False
        if one.among == FIRST_SECRETARIES:
            return row.pk in self._firsts
        return one.among in ("", row.cadre.employment)
