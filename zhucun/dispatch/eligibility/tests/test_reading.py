"""Hits of real rows: which facts are found where, and how many queries it takes."""

from datetime import date
from typing import Any

from tests.cast import COUNTY, TODAY, Cast
from zhucun.dispatch.eligibility.reading import hits_of
from zhucun.dispatch.roster.models import ServiceNote
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre
from zhucun.policy import in_force as policy
from zhucun.policy.facts import SAID_OF_PRIVATE
from zhucun.policy.versions import acts as versions

FULL = {
    "party_joined_on": date(2010, 7, 1),
    "work_started_on": date(2008, 7, 1),
    "employment": "civil_servant",
    "fitness_confirmed_on": date(2021, 5, 1),
}


def said(cast: Cast, day: date = TODAY, **facts: object) -> list[str]:
    cadre = people.correct_cadre(
        Cadre.objects.get(pk=cast.first_secretary.cadre_id), changes=FULL | facts, by=cast.actor("officer")
    )
    found = hits_of([cadre.pk], day, policy.on(day, COUNTY), "first_secretary")
    return [hit.sentence for hit in found.get(cadre.pk, [])]


def test_who_fits_has_no_hit(cast: Cast) -> None:
    assert said(cast) == []


def test_a_full_member_is_one_a_year_after_joining(cast: Cast) -> None:
    """R-SEL-06."""
    assert said(cast, party_joined_on=date(2020, 8, 1)) == ["正式党员 11 个月，不满 12 个月"]
    assert said(cast, party_joined_on=date(2020, 7, 11)) == []
    assert said(cast, party_joined_on=None) == ["还不知道入党时间"]


def test_the_unit_s_yes_counts_from_its_day_on(cast: Cast) -> None:
    assert said(cast, fitness_confirmed_on=date(2022, 7, 12)) == [SAID_OF_PRIVATE]


def test_the_effect_of_a_recall_ends(cast: Cast) -> None:
    """R-TLK-06."""
    ServiceNote.objects.create(
        posting=cast.first_secretary,
        on=date(2022, 7, 1),
        kind="recall",
        sentence="2022-07-01 召回",
        source_kind="dispatch.posting",
        source_key=1,
        effect_until=date(2025, 7, 1),
    )

    assert said(cast) == [SAID_OF_PRIVATE]
    assert said(cast, date(2022, 6, 30)) == []
    assert said(cast, date(2025, 7, 1)) == []


def test_a_county_adds_an_item_without_code(cast: Cast) -> None:
    added = {
        "key": "teachers",
        "label": "教师医护",
        "fact": "teacher_or_medic",
        "compare": "is",
        "value": None,
        "of": "member",
        "do": "warn",
        "rule": "R-SEL-08",
    }
    version = versions.propose(
        cast.county, title="县办法", since=TODAY, values={"eligibility.items": [added]}, by=cast.actor("officer")
    )
    versions.approve(version, by=cast.actor("county_leader"))
    people.correct_unit(cast.archive, kind="education_health", by=cast.actor("officer"))

    assert said(cast, post="高级教师", party_joined_on=None) == ["有教师、医护岗位"]


def test_so_many_queries_whatever_the_number_of_people(cast: Cast, django_assert_num_queries: Any) -> None:
    cadres = [cast.first_secretary.cadre_id, cast.member.cadre_id, cast.spare.pk]
    with django_assert_num_queries(2):
        hits_of(cadres, TODAY, policy.SHIPPED, "member")
