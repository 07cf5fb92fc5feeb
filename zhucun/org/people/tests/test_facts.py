"""What formation reads of a cadre: skills, home, rural work by dates, the unit's yes, who is kept apart."""

from datetime import date

import pytest

from tests.cast import COUNTY, TODAY, Cast
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.org.people import acts as people
from zhucun.org.people import facts
from zhucun.org.people.models import Cadre, KeptApart


def test_skills_have_the_order_of_the_list_whatever_they_are_told_in(cast: Cast) -> None:
    told = {"skills": ["law", "industry", "law"], "home": cast.liuxi, "fitness_confirmed_on": TODAY}

    cadre = people.correct_cadre(cast.spare, changes=told, by=cast.actor("officer"))

    assert (cadre.skills, cadre.home, cadre.fitness_confirmed_on) == (["industry", "law"], cast.liuxi, TODAY)
    with pytest.raises(Refused, match="没有“magic”"):
        people.correct_cadre(cadre, changes={"skills": ["magic"]}, by=cast.actor("officer"))


def test_months_of_rural_work_are_those_of_its_spells(cast: Cast) -> None:
    spells = [
        {"where": "太和镇政府办事员", "since": date(2010, 3, 1), "until": date(2012, 3, 1)},
        {"where": "石坪村挂职", "since": date(2022, 1, 11), "until": None},
    ]

    cadre = facts.set_rural_work(cast.spare, spells=spells, by=cast.actor("officer"))

    assert (cadre.rural_months, cadre.has_rural_experience) == (30, True)
    assert cadre.rural_spells.count() == 2
    emptied = facts.set_rural_work(cadre, spells=[], by=cast.actor("officer"))
    assert (emptied.rural_months, emptied.has_rural_experience) == (0, False)


def test_spells_that_overlap_are_refused_by_name(cast: Cast) -> None:
    spells = [
        {"where": "太和镇", "since": date(2010, 3, 1), "until": date(2012, 3, 1)},
        {"where": "石坪村", "since": date(2012, 1, 1), "until": None},
    ]

    with pytest.raises(Refused, match="“太和镇”和“石坪村”的日期有重叠"):
        facts.set_rural_work(cast.spare, spells=spells, by=cast.actor("officer"))


def test_the_sending_unit_says_yes_for_its_own_people_only(cast: Cast) -> None:
    """R-SEL-08: a yes with a date, never a health fact."""
    liaison = cast.actor("liaison")

    cadre = facts.confirm_fitness(cast.first_secretary.cadre, on=TODAY, by=liaison)

    assert cadre.fitness_confirmed_on == TODAY
    with pytest.raises(Refused, match="派出单位"):
        facts.confirm_fitness(cast.member.cadre, on=TODAY, by=liaison)  # its unit stands behind that team
    with pytest.raises(OutOfReach):
        facts.confirm_fitness(cast.neighbour_member.cadre, on=TODAY, by=liaison)
    with pytest.raises(NotPermitted):
        facts.confirm_fitness(cast.first_secretary.cadre, on=TODAY, by=cast.actor("secretary"))


def test_two_are_kept_apart_without_a_reason_and_without_a_name_in_the_log(cast: Cast) -> None:
    """R-SEL-08."""
    one, other = cast.member.cadre, cast.first_secretary.cadre
    by = cast.actor("office_leader")

    pair = facts.keep_apart(cast.county, one=one.pk, other=other.pk, by=by)

    assert KeptApart.objects.pairs(COUNTY, TODAY) == {tuple(sorted((one.pk, other.pk)))}
    line = AuditLog.objects.get(verb="kept_apart.add")
    assert not any(name in f"{line.changes}{line.told}" for name in (str(one), str(other)))
    with pytest.raises(Refused, match="已经定过"):
        facts.keep_apart(cast.county, one=other.pk, other=one.pk, by=by)

    facts.lift(pair, by=by)

    assert KeptApart.objects.pairs(COUNTY, TODAY) == set()


@pytest.mark.parametrize("who", ["officer", "county_leader", "secretary", "liaison", "neighbour", "neighbour_county"])
def test_nobody_else_reads_who_is_kept_apart(cast: Cast, who: str) -> None:
    one, other = cast.member.cadre_id, cast.spare.pk
    facts.keep_apart(cast.county, one=one, other=other, by=cast.actor("office_leader"))

    assert not KeptApart.objects.visible_to(cast.actor(who)).exists()
    with pytest.raises((NotPermitted, OutOfReach)):
        facts.keep_apart(cast.county, one=one, other=cast.first_secretary.cadre_id, by=cast.actor(who))


def test_a_unit_has_so_many_on_its_staff(cast: Cast) -> None:
    unit = people.correct_unit(cast.archive, staff_count=31, by=cast.actor("officer"))

    assert unit.staff_count == 31
    assert Cadre.objects.filter(unit__staff_count=31).exists()
