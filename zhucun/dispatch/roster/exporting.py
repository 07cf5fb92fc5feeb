"""花名册 (R-DOC-01) as .xlsx: one writing for page, API and command line, and what is taken away is noted."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet, TextChoices

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import EXPORT
from zhucun.dispatch.roster.sheets import ROSTER
from zhucun.lib.phones import masked_phone
from zhucun.lib.strokes import stroke_key
from zhucun.org.people.rules import SEE_PRIVATE
from zhucun.org.places.fields import full_name
from zhucun.sheets.writing import write_ledger
from zhucun.web.exporting import around, note_export

AT_A_TIME = 1_000
HOME = ("cadre__home__parent__parent",)
FULL = "，电话写全"


class Order(TextChoices):
    """R-DOC-31, R-DOC-32."""

    PLACES = "places", "按乡镇、村的固定顺序"
    SURNAME = "surname", "按姓氏笔画"
    FULL_NAME = "full_name", "按姓名笔画"


@transaction.atomic
def export_roster(
    target: str | Path | IO[bytes],
    *,
    by: Actor,
    day: date | None = None,
    order: str = Order.PLACES,
    reason: str = "",
) -> int:
    """Everybody on the roster that day within reach; how many. Phones are masked unless a reason for seeing them in
    full is given by somebody who may (R-DAT-04). Nothing is written that is not noted. Raises NotPermitted.
    """
    by.must(EXPORT)
    day, is_full = day or by.today, bool(reason.strip())
    if is_full:
        by.must(SEE_PRIVATE)
    people = rows_of(postings_in(by, day, order), is_full=is_full)
    written = write_ledger(target, ROSTER, people, around(by, ROSTER.title, _words(by, day, order)))
    note_export(by, f"{ROSTER.title}{FULL if is_full else ''}", written, reason=reason.strip())
    return written


def _words(by: Actor, day: date, order: str) -> str:
    told = [f"名册是 {day:%Y-%m-%d} 的" if day != by.today else "", Order(order).label]
    return "，".join(filter(None, told))


def postings_in(by: Actor, day: date, order: str) -> Iterable[Posting]:
    running = Posting.objects.visible_to(by, EXPORT).as_of(day).with_ranks(day)
    loaded = running.select_related("cadre__person", *HOME, "sending_unit", "team").prefetch_related(
        Prefetch("team__team_places", lineup.seats_on(day), to_attr="places_of_day")
    )
    if order == Order.FULL_NAME:
        return sorted(loaded, key=lambda row: (stroke_key(row.cadre.person.name, by_surname=False), row.pk))
    return _ordered(loaded, order).iterator(chunk_size=AT_A_TIME)


def _ordered(rows: QuerySet, order: str) -> QuerySet:
    if order == Order.SURNAME:
        return rows.order_by("cadre__person__name_key", "pk")
    return rows.in_order_of_places().order_by(*lineup.BY_PLACE, "pk")


def rows_of(postings: Iterable[Posting], *, is_full: bool) -> Iterable[dict[str, Any]]:
    """Values by the keys of the sheet's columns."""
    for posting in postings:
        yield {column.key: None for column in ROSTER.columns} | _values(posting, is_full)


def _values(posting: Posting, is_full: bool) -> dict[str, Any]:
    cadre, person = posting.cadre, posting.cadre.person
    served = posting.team.places_of_day[0] if posting.team.places_of_day else None
    return {
        "name": person.name,
        "sex": person.sex,
        "birth_month": person.birth_month,
        "party_joined_on": cadre.party_joined_on,
        "education": cadre.education,
        "unit": posting.sending_unit.name,
        "post": cadre.post,
        "rank": cadre.rank,
        "phone": person.phone if is_full or not person.phone else masked_phone(person.phone),
        "sending_level": posting.sending_level,
        "roles": tuple(role for role in lineup.RANK if getattr(posting, f"is_{role.value}")),
        "township": served.township if served else "",
        "place": served.place.name if served else posting.team.name,
        "since": posting.since,
        "basis": posting.start_basis,
        "has_rural_experience": cadre.has_rural_experience,
        "skills": tuple(cadre.skills) or None,
        "home": full_name(cadre.home) if cadre.home else "",
        "remark": cadre.remark,
    }
