"""A sample of the demo county, entered in bulk and once more act by act: every table comes out equal."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from zhucun.acts.models import AuditLog
from zhucun.demo import invented
from zhucun.demo.county import invented_county
from zhucun.demo.invented_year import Work, Year
from zhucun.demo.loading import load_demo

SAMPLE = ("990126102", "990126113")  # 西河镇, and 龙潭镇 of which the story tells a replacement and an addition
BOOKS = {"acts"}  # the log and what else acts leave behind: told by verb below
NO_ORDER = {"desk.SearchEntry"}  # follows from the others, in whatever order they came
DIFFERS = {
    *("code", "password", "old_passwords"),  # by chance: codes are drawn, and no password is ever equal
    *("hits", "confirmed_persons"),  # name rows by key
    "recheck_on",  # falls on every so many of the keys
}


def sample() -> invented.County:
    whole = invented_county()
    places = tuple(place for place in whole.places if place.code.startswith(SAMPLE))
    codes = {place.code for place in places}
    teams = tuple(team for team in whole.teams if {team.seat, *team.also} <= codes)
    postings = tuple(posting for posting in whole.postings if posting.team in teams)
    units = {posting.person.unit for posting in postings} | {team.backing_unit for team in teams}
    return replace(
        whole,
        places=places,
        tags=tuple(tag for tag in whole.tags if tag.place in codes),
        units=tuple(unit for unit in whole.units if unit in units),
        teams=teams,
        postings=postings,
        groups={village: count for village, count in whole.groups.items() if village in codes},
        households=tuple(one for one in whole.households if one.village in codes),
        stand_ins=(),
        reserve=tuple(person for person in whole.reserve if person.unit in units),
        suggestions=tuple(one for one in whole.suggestions if one.place_code.startswith(SAMPLE)),
        offices=tuple(office for office in whole.offices if _is_kept(office, codes, units)),
        year=_year_of(whole.year, {posting.person.name for posting in postings}),
        work=_work_of(whole.work, {posting.person.name for posting in postings}, units, {team.seat for team in teams}),
        tells_months=False,
    )


LAST_WEEKS = date(2022, 6, 1)  # of the year a few weeks are replayed: the longest of it is the same again


def _year_of(year: Year, names: set[str]) -> Year:
    return replace(
        year,
        first_day=LAST_WEEKS,
        changes=tuple(one for one in year.changes if one.who in names and one.said_on >= LAST_WEEKS),
        leaves=tuple(one for one in year.leaves if one.who in names and one.asked_on >= LAST_WEEKS),
        otherwise=tuple(one for one in year.otherwise if one.who in names and one.said_on >= LAST_WEEKS),
        fixed=(),
    )


def _work_of(work: Work, names: set[str], units: set[invented.Unit], seats: set[str]) -> Work:
    return Work(
        notes=tuple(one for one in work.notes if one.who in names and one.on >= LAST_WEEKS),
        held=tuple(
            one
            for one in work.held
            if one.township in SAMPLE and (not one.whom or one.whom in names) and one.on >= LAST_WEEKS
        ),
        of_units=tuple(
            one
            for one in work.of_units
            if one.unit in {unit.name for unit in units} and one.seat in seats and one.on >= LAST_WEEKS
        ),
    )


def _is_kept(office: invented.Office, codes: set[str], units: set[invented.Unit]) -> bool:
    if office.unit is not None:
        return office.unit in units
    return len(office.place_code) <= 6 or office.place_code in codes


def business_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("zhucun.") and m._meta.app_label not in BOOKS]


def table(model: type[models.Model]) -> list[dict[str, Any]]:
    """The rows in the order in which they were made; keys, which go on counting, are told by that order."""
    ranks = {m: _ranks(m) for m in {field.related_model for field in _foreign(model)}}
    rows = [
        {field.attname: _plain(field, row, ranks) for field in model._meta.concrete_fields if _is_compared(field)}
        for row in model._base_manager.order_by("pk")
    ]
    return sorted(rows, key=repr) if model._meta.label in NO_ORDER else rows


def _is_compared(field: models.Field) -> bool:
    """A key that is no foreign key is one of the numbers that PostgreSQL goes on counting."""
    return field.name not in DIFFERS and type(field) is not models.BigIntegerField


def _foreign(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    return (field for field in model._meta.concrete_fields if field.is_relation)


def _ranks(model: type[models.Model]) -> dict[Any, int]:
    return {key: rank for rank, key in enumerate(model._base_manager.order_by("pk").values_list("pk", flat=True))}


def _plain(field: models.Field, row: models.Model, ranks: dict[type[models.Model], dict[Any, int]]) -> Any:
    value = getattr(row, field.attname)
    if field.is_relation:
        return ranks[field.related_model].get(value)
    return None if field.primary_key else value


def county_entered(*, one_by_one: bool) -> tuple[dict[str, list[dict[str, Any]]], Counter[str]]:
    with transaction.atomic():
        load_demo(sample(), one_by_one=one_by_one)
        tables = {model._meta.label: table(model) for model in business_models()}
        verbs = Counter(AuditLog.objects.values_list("verb", flat=True))
        transaction.set_rollback(True)
    return tables, verbs


@pytest.mark.django_db
def test_one_by_one_and_in_bulk_come_to_the_same() -> None:
    in_bulk, verbs_in_bulk = county_entered(one_by_one=False)
    singly, verbs_singly = county_entered(one_by_one=True)

    assert {name: len(rows) for name, rows in in_bulk.items()} == {name: len(rows) for name, rows in singly.items()}
    assert in_bulk == singly
    assert verbs_in_bulk == verbs_singly
    assert {"household.add", "posting.start", "posting.end", "team.approve_size", "account.stop"} <= set(verbs_in_bulk)
