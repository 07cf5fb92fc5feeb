"""The entries behind a person's lines, the latest first, each with its address to take it back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, CareVisit, Given, HealthCheck
from zhucun.incentives.benefits.rules import PRIVATE_OCCASIONS, RECORD
from zhucun.incentives.caring.words import called
from zhucun.lib.amounts import shown_fen
from zhucun.org.people.models import Cadre

KINDS: dict[str, type[Given]] = {
    "payment": BenefitPayment,
    "insurance": AccidentInsurance,
    "check": HealthCheck,
    "visit": CareVisit,
}


@dataclass(frozen=True)
class Entry:
    row: Given
    on: date
    what: str
    sentence: str
    back_url: str


def entries_of(request: HttpRequest, cadre: Cadre) -> list[Entry]:
    found = [entry for kind in KINDS for entry in _of_kind(request, cadre, kind)]
    return sorted(found, key=lambda one: (one.on, one.row.pk), reverse=True)


def _of_kind(request: HttpRequest, cadre: Cadre, kind: str) -> Iterator[Entry]:
    rows = KINDS[kind].objects.visible_to(request.actor).filter(cadre=cadre)
    scope = request.actor.scope(RECORD)
    is_own = cadre.person_id in request.actor.persons
    for row in rows.select_related("posting").order_by("-pk"):
        may = scope.covers_place(row.place_code) or row.posting.sending_unit_id in scope.sender
        open_to = may and not is_own and row.withdrawn_on is None
        back = reverse("incentives:benefits.withdraw", args=[kind, row.pk]) if open_to else ""
        on, what, sentence = SAID[kind](row)
        if isinstance(row, CareVisit) and row.occasion in PRIVATE_OCCASIONS and not (may or is_own):
            sentence = row.visited_by
        yield Entry(row, on, what, sentence, back)


def _payment(row: BenefitPayment) -> tuple[date, str, str]:
    trips = f"，{row.trips} 趟 {row.km} 公里" if row.trips else ""
    return row.paid_on, row.get_what_display(), f"{called(row.month)} {shown_fen(row.fen)}{trips}，凭证 {row.voucher}"


def _insurance(row: AccidentInsurance) -> tuple[date, str, str]:
    last = date.fromordinal(row.until.toordinal() - 1)
    number = f"，保单 {row.policy_number}" if row.policy_number else ""
    return row.since, "意外伤害险", f"{row.since:%Y-%m-%d} 到 {last:%Y-%m-%d}，{row.insurer}{number}"


def _check(row: HealthCheck) -> tuple[date, str, str]:
    return row.done_on, "体检", "做了"


def _visit(row: CareVisit) -> tuple[date, str, str]:
    return row.on, "看望", f"{row.get_occasion_display()}，{row.visited_by}"


SAID: dict[str, Callable[[Any], tuple[date, str, str]]] = {
    "payment": _payment,
    "insurance": _insurance,
    "check": _check,
    "visit": _visit,
}
