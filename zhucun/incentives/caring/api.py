"""Reading what people were given and are still owed; registering goes through POST /acts (benefit.pay and its kin)."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach
from zhucun.incentives.benefits.due import Line, Standing
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, CareVisit, HealthCheck
from zhucun.incentives.benefits.reading import owed_in
from zhucun.incentives.benefits.rules import SEE, Paid
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.incentives.caring.reading import UnitCare, lines_of_cadre
from zhucun.incentives.caring.words import word_of
from zhucun.org.people.models import Cadre, Unit
from zhucun.policy.benefit_values import BENEFITS
from zhucun.web.api import PROBLEMS, Key, Paging, Rows, page_of, reader

router = Router()
WHOSE = ("id", "posting_id", "cadre_id", "place_code", "recorded_by", "recorded_on", "withdrawn_on", "version")
PAYMENT = (*WHOSE, "what", "month", "fen", "paid_on", "payer", "unit_id", "voucher", "trips", "km")
COVER = (*WHOSE, "since", "until", "insurer", "policy_number")
CHECK = (*WHOSE, "year", "done_on")
VISIT = (*WHOSE, "on", "visited_by", "unit_id")
REMINDER = (
    *("id", "unit_id", "year", "sentences", "reminded_on", "due_on"),
    *("answered_on", "answered_by", "answer", "version"),
)


class GivenRow(Schema):
    """`withdrawn_on` is set once it counts no more; `version` is what an act is told as `seen`."""

    id: int
    posting_id: int
    cadre_id: int
    place_code: str
    recorded_by: str
    recorded_on: date
    withdrawn_on: date | None
    version: int


class PaymentRow(GivenRow):
    """An allowance of a month. `fen` is exact; `unit_id` is who pays, none where a treasury does."""

    what: str
    month: str
    fen: int
    paid_on: date
    payer: str
    unit_id: int | None
    voucher: str
    trips: int
    km: int


class CoverRow(GivenRow):
    """`until` is the first day without it."""

    since: date
    until: date
    insurer: str
    policy_number: str


class CheckRow(GivenRow):
    """That it was done and when; what was found is kept nowhere."""

    year: int
    done_on: date


class VisitRow(GivenRow):
    """On what occasion is not told to programs: illness and family are nobody's data."""

    on: date
    visited_by: str
    unit_id: int | None


class ReminderRow(Schema):
    """`sentences` is what the unit owed on the day it was reminded."""

    id: int
    unit_id: int
    year: int
    sentences: list[str]
    reminded_on: date
    due_on: date
    answered_on: date | None
    answered_by: str
    answer: str
    version: int


class OwedRow(Schema):
    """A promise of a period: amounts in fen, of cover in days, else in times. `unit_id` is who owes it."""

    what: str
    label: str
    period: str
    payer: str
    unit_id: int | None
    posting_id: int | None
    team_id: int
    due: int
    given: int
    missing: int
    due_on: date | None
    standing: str
    note: str


class GivenAsked(Paging):
    cadre: Key | None = None
    since: date | None = None
    until: date | None = None


class PaymentAsked(GivenAsked):
    what: Paid | None = None
    month: str | None = None


class OwedAsked(Paging):
    year: int | None = Field(None, ge=2000, le=2100)
    unit: Key | None = None
    cadre: Key | None = None
    missing: bool = True


def _given(
    model: type, day: str, columns: tuple[str, ...], request: HttpRequest, asked: GivenAsked, **told: Any
) -> dict:
    """`since` and `until` are of the day it was given, the second not included."""
    span = {f"{day}__gte": asked.since, f"{day}__lt": asked.until, "cadre": asked.cadre, **told}
    rows = model.objects.visible_to(reader(request, SEE))
    rows = rows.filter(**{path: value for path, value in span.items() if value is not None})
    return page_of(rows.order_by(day, "pk"), columns, asked)


@router.get("/benefit-payments/", response={200: Rows[PaymentRow], **PROBLEMS}, summary="发的补助")
def payments(request: HttpRequest, asked: Query[PaymentAsked]) -> dict:
    return _given(BenefitPayment, "paid_on", PAYMENT, request, asked, what=asked.what, month=asked.month)


@router.get("/accident-insurance/", response={200: Rows[CoverRow], **PROBLEMS}, summary="意外伤害险")
def covers(request: HttpRequest, asked: Query[GivenAsked]) -> dict:
    return _given(AccidentInsurance, "since", COVER, request, asked)


@router.get("/health-checks/", response={200: Rows[CheckRow], **PROBLEMS}, summary="体检")
def checks(request: HttpRequest, asked: Query[GivenAsked]) -> dict:
    return _given(HealthCheck, "done_on", CHECK, request, asked)


@router.get("/care-visits/", response={200: Rows[VisitRow], **PROBLEMS}, summary="看望")
def visits(request: HttpRequest, asked: Query[GivenAsked]) -> dict:
    return _given(CareVisit, "on", VISIT, request, asked)


@router.get("/benefit-reminders/", response={200: Rows[ReminderRow], **PROBLEMS}, summary="提醒单位兑现保障")
def reminders(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = BenefitReminder.objects.visible_to(reader(request, SEE))
    return page_of(rows.order_by("reminded_on", "pk"), REMINDER, asked)


@router.get("/benefits-owed/", response={200: Rows[OwedRow], **PROBLEMS}, summary="该给的、给了的、应发未发的")
def owed(request: HttpRequest, asked: Query[OwedAsked]) -> dict:
    """Of a year, of a unit or of a person; those missing alone unless `missing` is false."""
    actor = reader(request, SEE)
    lines = [one for one in _lines(actor, asked) if one.standing is Standing.MISSING or not asked.missing]
    part = lines[asked.offset : asked.offset + asked.limit]
    return {"count": len(lines), "rows": [_told(line) for line in part]}


def _lines(actor: Actor, asked: OwedAsked) -> list[Line]:
    year = min(asked.year or actor.today.year, actor.today.year)
    if asked.unit:
        unit = Unit.objects.visible_to(actor, SEE).filter(pk=asked.unit).first()
        found = UnitCare(unit, year, actor).lines if unit else None
    elif asked.cadre:
        cadre = Cadre.objects.filter(pk=asked.cadre).first()
        found = lines_of_cadre(cadre, year, actor) if cadre else None
    else:
        return list(owed_in(year, actor, actor.county_code).lines)
    if found is None:
        raise OutOfReach()
    return found


def _told(line: Line) -> dict[str, Any]:
    plain = {
        name: getattr(line, name) for name in ("what", "period", "payer", "due", "given", "missing", "due_on", "note")
    }
    keys = {"unit_id": line.unit, "posting_id": line.posting, "team_id": line.team}
    return {**plain, **keys, "label": BENEFITS[line.what], "standing": word_of(line)}
