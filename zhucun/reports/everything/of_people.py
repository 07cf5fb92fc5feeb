"""What people got and did: money, cover, health checks, outcomes, courses; and the roads between places."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.dispatch.roster.placed import placed
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, HealthCheck
from zhucun.incentives.funds.models import FundEntry
from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.lib.halves import PER_DAY
from zhucun.oversight.routes.models import PlaceDistance
from zhucun.reports.everything.giving import Row
from zhucun.training.sessions.models import SessionAttendance

WITH = ("cadre__person", "posting__sending_unit", "posting__team")
HIDDEN = ("cadre__person__phone", "cadre__person__id_number")
ONE_DAY = timedelta(days=1)
AT_A_TIME = 1_000


def _given(rows: QuerySet, by: Actor, *then: str) -> Iterator[Any]:
    standing = rows.visible_to(by).standing().select_related(*WITH).defer(*HIDDEN)
    return placed(standing, by.today, *then).iterator(chunk_size=AT_A_TIME)


def _whose(row: Any) -> Row:
    return {"name": row.cadre.person.name, "unit": row.posting.sending_unit.name}


def payments(by: Actor) -> Iterator[Row]:
    for row in _given(BenefitPayment.objects.all(), by, "month"):
        trips = {"trips": row.trips, "km": row.km} if row.trips else {}
        paid = {"what": row.what, "yuan": row.fen, "paid_on": row.paid_on, "voucher": row.voucher}
        yield {**_whose(row), "month": f"{row.month}-01", **paid, **trips}


def insurances(by: Actor) -> Iterator[Row]:
    for row in _given(AccidentInsurance.objects.all(), by, "since"):
        cover = {"since": row.since, "last_day": row.until - ONE_DAY, "insurer": row.insurer}
        yield {**_whose(row), **cover, "policy_number": row.policy_number}


def checks(by: Actor) -> Iterator[Row]:
    for row in _given(HealthCheck.objects.all(), by, "done_on"):
        yield {**_whose(row), "done_on": row.done_on}


def outcomes(by: Actor) -> Iterator[Row]:
    for row in _given(AnnouncedOutcome.objects.all(), by, "on"):
        told = {name: getattr(row, name) or None for name in ("what", "level", "document", "on")}
        yield {**_whose(row), "result": row.kind or row.group, **told}


def funds(by: Actor) -> Iterator[Row]:
    """What was taken back and what took it back are left out: together they are nothing."""
    rows = FundEntry.objects.visible_to(by).standing().select_related("team")
    for row in placed(rows, by.today, "team", "on").iterator(chunk_size=AT_A_TIME):
        told = {name: getattr(row, name) or None for name in ("on", "voucher", "source", "promise", "purpose", "what")}
        money = {"came": row.fen} if row.is_income else {"went": -row.fen}
        yield {"township": row.township, "place": row.village_name, **told, **money}


def distances(by: Actor) -> Iterator[Row]:
    for row in PlaceDistance.objects.filter(county_code=by.county_code).order_by("pk"):
        yield {"one": row.one, "other": row.other, "metres": row.metres, "minutes": row.minutes}


def sign_ins(by: Actor) -> Iterator[Row]:
    people = ("posting__cadre__person", "posting__sending_unit", "participant__place")
    rows = SessionAttendance.objects.visible_to(by).filter(session__called_off_because="")
    loaded = rows.select_related("session", *people).defer(*(f"posting__{name}" for name in HIDDEN))
    for row in placed(loaded, by.today).order_by("session__since", "session", "pk").iterator(chunk_size=AT_A_TIME):
        course = row.session
        days, half = divmod(course.length_halfdays, PER_DAY)
        yield {
            "title": course.title,
            "first_day": course.since,
            "last_day": course.last_day,
            "mode": course.mode,
            "kind": course.kind,
            "halfdays": f"{days}.5" if half else str(days),
            **_who_came(row),
            "is_completed": row.is_completed,
        }


def _who_came(row: SessionAttendance) -> Row:
    if row.posting:
        return {"name": row.posting.cadre.person.name, "unit": row.posting.sending_unit.name}
    other = row.participant
    is_village = other.place.code != row.place_code[:9]
    place = {"township": row.township, "place": other.place.name if is_village else None}
    return {"name": other.name, "duty": other.duty or None, **place}


def balances(kind: str) -> Any:
    """Days there and days of leave before the county began here, a row a person and month."""

    def rows(by: Actor) -> Iterator[Row]:
        found = OpeningBalance.objects.visible_to(by).filter(kind=kind).select_related("cadre__person", "cadre__unit")
        for row in found.order_by("month", "pk"):
            days, half = divmod(row.amount, PER_DAY)
            unit = row.cadre.unit.name if row.cadre.unit else None
            shown = f"{days}.5" if half else str(days)
            yield {"name": row.cadre.person.name, "unit": unit, "month": row.month, "days": shown}

    return rows
