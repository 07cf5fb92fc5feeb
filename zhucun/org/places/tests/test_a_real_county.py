"""A real county's division codes, 20 townships with 422 villages, are taken at once."""

import csv
import time
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW
from zhucun.acts.actor import Actor
from zhucun.acts.models import AuditLog
from zhucun.acts.recording import Told
from zhucun.org.places import acts as places
from zhucun.org.places.founding import found_county
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind

GEO = Path(__file__).resolve().parents[4] / "tests" / "fixtures" / "geo"
COUNTY, FOUNDED = "431126", date(2023, 6, 30)


def rows_of(name: str) -> list[dict[str, str]]:
    with (GEO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def township(county: Place, row: dict[str, str]) -> Told:
    return Told(county, {"code": row["code9"], "name": row["name"], "kind": Kind.TOWNSHIP, "since": FOUNDED})


def village(township: Place, row: dict[str, str]) -> Told:
    kind = Kind.VILLAGE if row["kind"] == "村委会" else Kind.COMMUNITY
    return Told(township, {"code": row["code12"], "name": row["name_official"], "kind": kind, "since": FOUNDED})


@pytest.mark.django_db
def test_all_townships_and_villages_of_a_real_county_are_taken_in_under_two_seconds(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    by = Actor.system("本机操作员", reach=COUNTY, now=NOW, door="cli")
    county = found_county(COUNTY, "宁远县", since=FOUNDED, by=by)
    begun = time.process_time()

    with django_assert_max_num_queries(40):
        made = places.add.many([township(county, row) for row in rows_of("ningyuan_townships.csv")], by=by)
        by_code = {place.code: place for place in made}
        villages = rows_of("ningyuan_villages.csv")
        places.add.many([village(by_code[row["township_code9"]], row) for row in villages], by=by)

    assert time.process_time() - begun < 2
    below = Place.objects.filter(code__startswith=COUNTY).exclude(kind=Kind.COUNTY)
    kinds = (Kind.TOWNSHIP, Kind.VILLAGE, Kind.COMMUNITY)
    assert [below.filter(kind=kind).count() for kind in kinds] == [20, 406, 16]
    assert AuditLog.objects.filter(verb="place.add").count() == 442


def test_nine_short_names_occur_more_than_once() -> None:
    """So a village is never known by its name alone."""
    names = [row["name_short"] for row in rows_of("ningyuan_villages.csv")]

    assert len({name for name in names if names.count(name) > 1}) == 9
