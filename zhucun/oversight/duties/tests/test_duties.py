"""三位一体: each side's duties come from ordinary records; the side itself has the buttons (R-ORG-06, R-ORG-07)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.cast import COUNTY, DONGLING, TODAY, Cast
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.roster import acts as roster
from zhucun.oversight.duties import reading
from zhucun.oversight.duties.registry import Duty
from zhucun.oversight.duties.rules import Capacity, Side, owed_by, owed_so_far
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.records.notes import acts as records

LogIn = Callable[[str], Client]


def duty_of(cast: Cast, side: Side, key: Any, name: str, who: str = "officer") -> Duty | None:
    actor = cast.actor(who)
    holder = next(one for one in reading.HOLDERS[side](actor) if one.key == key)
    lines = reading.lines_of(side, holder, actor)
    return next((line.duty for line in lines if line.kind.key == name), None)


def talked(cast: Cast, on: date = TODAY) -> None:
    told = {"kind": "talk", "text": "谈了住处和家里的事", "happened_on": on, "cadres": [cast.member.cadre]}
    records.write_at(cast.dongling, **told, by=cast.actor("secretary"))


def heard(cast: Cast, kind: str = "unit_hearing", on: date = TODAY) -> None:
    told = {"kind": kind, "text": "听了黎明远汇报，定了帮修水渠", "happened_on": on}
    records.write_for_unit(cast.archive, **told, by=cast.actor("liaison"))


@pytest.mark.parametrize(
    ("done", "times", "day"),
    [(0, 2, date(2022, 6, 30)), (1, 2, date(2022, 12, 31)), (2, 2, None), (0, 1, date(2022, 12, 31)), (3, 2, None)],
)
def test_the_next_of_so_many_a_year_is_owed_by_the_end_of_its_part(done: int, times: int, day: date | None) -> None:
    assert owed_by(2022, done, times) == day


def test_what_is_owed_so_far_follows_from_the_parts_of_the_year_that_are_over() -> None:
    days = [date(2022, 6, 30), date(2022, 7, 1), date(2022, 12, 31)]

    assert [owed_so_far(day, 2) for day in days] == [0, 1, 1]


def test_a_talk_is_counted_by_whom_it_was_with_and_names_who_is_left(cast: Cast) -> None:
    before = duty_of(cast, Side.TOWNSHIP, DONGLING, "talks")
    talked(cast)
    talked(cast)
    talked(cast, date(2022, 6, 20))

    duty = duty_of(cast, Side.TOWNSHIP, DONGLING, "talks")
    assert (before.n, before.of) == (0, 2)
    assert (duty.n, duty.of, duty.lacking, duty.before) == (1, 2, ("黎明远",), "上季谈了 1 人")
    assert duty.due_on == date(2022, 9, 30)
    assert not duty.is_late


def test_that_a_talk_took_place_is_counted_and_what_was_said_is_not_shown(cast: Cast, log_in: LogIn) -> None:
    talked(cast)

    text = log_in("officer").get(f"/duties/townships/{DONGLING}/").content.decode()
    assert "还差：黎明远" in text
    assert "住处和家里" not in text


def test_a_meeting_with_the_teams_ticks_the_month(cast: Cast) -> None:
    answers = [{"name": "purposes", "value": "joint"}]
    told = {"kind": "meeting", "text": "议了防汛", "happened_on": TODAY, "answers": answers}
    records.write_at(cast.dongling, **told, by=cast.actor("clerk"))

    duty = duty_of(cast, Side.TOWNSHIP, DONGLING, "meetings")
    assert (duty.n, duty.of) == (1, 1)
    assert "议了防汛" in duty.evidence[0].sentence


def test_a_unit_that_heard_nobody_in_the_first_half_is_late_until_it_records_it(cast: Cast, log_in: LogIn) -> None:
    assert duty_of(cast, Side.UNIT, cast.archive.pk, "hearings").is_late
    page = log_in("liaison").get("/duties/", follow=True).content.decode()
    assert f"/units/{cast.archive.pk}/note/?kind=unit_hearing" in page

    waiting = [line.sentence for line in lines_for(cast.actor("liaison"))]
    assert "县档案馆还没听派驻的人汇报" in waiting
    assert not any("到村" in line for line in waiting)

    heard(cast)

    assert not any("听派驻" in line.sentence for line in lines_for(cast.actor("liaison")))
    duty = duty_of(cast, Side.UNIT, cast.archive.pk, "hearings")
    assert (duty.n, duty.of, duty.is_late, duty.due_on) == (1, 2, False, date(2022, 12, 31))
    assert duty_of(cast, Side.UNIT, cast.archive.pk, "head_visits").n == 0


def test_an_open_seat_is_owed_by_the_unit_of_whoever_left_as_sender(cast: Cast) -> None:
    leaver = make.posting(cast.team, make.cadre("石离任", unit=cast.water))
    roster.end(leaver, last_day=date(2022, 6, 1), kind="adjustment", by=cast.actor("officer"))

    duty = duty_of(cast, Side.UNIT, cast.water.pk, "successors")
    assert (duty.of, duty.is_late, duty.due_on) == (1, True, date(2022, 6, 17))
    holder = next(one for one in reading.units(cast.actor("officer")) if one.key == cast.water.pk)
    groups = dict(reading.by_capacity(reading.lines_of(Side.UNIT, holder, cast.actor("officer"))))
    assert "successors" in {line.kind.key for line in groups[Capacity.SENDER.label]}


def test_the_office_is_late_with_what_its_rhythm_has_open(cast: Cast) -> None:
    CadenceItem.objects.create(county_code=COUNTY, cycle="week", period="2022-W27", due_on=date(2022, 7, 8))

    duty = duty_of(cast, Side.OFFICE, COUNTY, "week")
    assert (duty.n, duty.of, duty.is_late) == (0, 1, True)
    assert duty.lacking == ("第27周督查",)


def test_the_county_sees_all_three_sides_and_the_others_their_own(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    officer = log_in("officer")
    for address, most in (("/duties/", 16), ("/duties/?side=township", 22), ("/duties/?side=unit&late=1", 20)):
        with django_assert_max_num_queries(most):
            assert officer.get(address).status_code == 200
    assert "东岭镇" in officer.get("/duties/?side=township").content.decode()
    assert "县档案馆" in officer.get("/duties/?side=unit").content.decode()

    own = log_in("secretary").get("/duties/", follow=True).content.decode()
    assert "东岭镇该办的" in own
    assert f"/places/{DONGLING}/note/?kind=talk" in own


def test_the_card_comes_in_on_the_first_page_of_township_and_unit(cast: Cast, log_in: LogIn) -> None:
    for who, named in (("secretary", f"?township={DONGLING}"), ("liaison", f"?unit={cast.archive.pk}")):
        client = log_in(who)
        assert f"/duties/card/{named}" in client.get("/").content.decode()
        assert "我们该办的" in client.get(f"/duties/card/{named}").content.decode()
    assert log_in("neighbour").get(f"/duties/card/?township={DONGLING}").status_code == 404


def test_the_neighbour_sees_none_of_it(cast: Cast, log_in: LogIn) -> None:
    for who in ("neighbour", "neighbour_county"):
        assert log_in(who).get(f"/duties/townships/{DONGLING}/").status_code == 404
        assert log_in(who).get(f"/duties/units/{cast.archive.pk}/").status_code == 404
    assert "东岭镇" not in log_in("neighbour_county").get("/duties/?side=township").content.decode()
    assert log_in("member").get("/duties/").status_code == 403
