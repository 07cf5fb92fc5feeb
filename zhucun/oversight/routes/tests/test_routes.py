"""里程表, and a day's ways over it: measured where the county measured, guessed and marked where it did not."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import COUNTY, DONGLING, LIUXI, SHIPING, TODAY, XIHE, XIHE_VILLAGE, Cast, operator
from tests.imports import xlsx
from zhucun.acts.refused import Refused
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.org.places import acts as places
from zhucun.oversight.routes import acts as distances
from zhucun.oversight.routes import planning
from zhucun.oversight.routes.models import PlaceDistance
from zhucun.oversight.routes.planning import Ground, Party, Planned, Site
from zhucun.oversight.routes.rules import Source
from zhucun.policy.route_values import Routes
from zhucun.web.importing import Choices

LogIn = Callable[[str], Client]
NUMBERS = Routes()
HEAD = ("从哪里", "到哪里", "公里", "分钟")
EIGHT, SIX = 8 * 60, 18 * 60


def located(cast: Cast) -> None:
    """东岭镇 near the seat, 西河镇 some ten kilometres east of it; their villages have no position of their own."""
    for place, east in ((cast.county, 11_190_000), (cast.dongling, 11_191_000), (cast.xihe, 11_200_000)):
        places.locate(place, north=2_560_000, east=east, by=operator())


def planned(*, parties: list[Party] | None = None) -> Planned:
    sites = [Site("a", SHIPING), Site("b", XIHE_VILLAGE)]
    return planning.plan(
        Ground(COUNTY, TODAY, NUMBERS), sites, parties or [Party("one", COUNTY, EIGHT, SIX, 2)], minutes_on_site=60
    )


def test_what_was_measured_stands_once_for_both_ways(cast: Cast) -> None:
    by = cast.actor("officer")
    distances.measure(cast.shiping, to=cast.xihe, minutes=40, metres=12_500, by=by)
    again = distances.measure(cast.xihe, to=cast.shiping, minutes=35, metres=12_000, by=by)

    assert PlaceDistance.objects.get().minutes == 35
    ground = Ground(COUNTY, TODAY, NUMBERS)
    assert ground.way(SHIPING, XIHE) == ground.way(XIHE, SHIPING)
    assert ground.way(SHIPING, XIHE).source is Source.MEASURED
    distances.take_out(again, by=by)
    assert Ground(COUNTY, TODAY, NUMBERS).way(SHIPING, XIHE).source is Source.UNKNOWN


@pytest.mark.parametrize(
    ("changed", "said"), [({"minutes": 0}, "分钟在"), ({"metres": 0}, "公里在"), ({"to": "itself"}, "同一个地方")]
)
def test_a_way_that_cannot_be_is_refused(cast: Cast, changed: dict, said: str) -> None:
    told = {"to": cast.xihe, "minutes": 40, "metres": 12_500, **changed}
    told["to"] = cast.dongling if told["to"] == "itself" else told["to"]

    with pytest.raises(Refused, match=said):
        distances.measure(cast.dongling, by=cast.actor("officer"), **told)


def test_a_day_goes_the_short_way_and_says_what_is_guessed(cast: Cast) -> None:
    located(cast)

    trip = planned().trips[0]

    assert [leg.site.key for leg in trip.legs] in (["a", "b"], ["b", "a"])
    assert {leg.way.source for leg in trip.legs} == {Source.BY_SEAT}
    assert trip.legs[0].arrives == EIGHT + trip.legs[0].way.minutes
    assert trip.back <= SIX


def test_two_villages_known_by_one_seat_are_not_at_one_place(cast: Cast) -> None:
    located(cast)

    way = Ground(COUNTY, TODAY, NUMBERS).way(SHIPING, LIUXI)

    assert (way.minutes, way.metres, way.source.value) == (20, None, "同乡镇，路程没登记")


def test_several_groups_go_where_they_may_and_what_the_day_is_too_short_for_is_named(cast: Cast) -> None:
    located(cast)
    short = EIGHT + 90

    found = planned(
        parties=[Party("one", COUNTY, EIGHT, short, 2, frozenset("b")), Party("two", COUNTY, EIGHT, short, 2)]
    )

    assert {trip.party.key: [leg.site.key for leg in trip.legs] for trip in found.trips} in (
        {"one": ["a"], "two": ["b"]},
        {"one": ["a"]},
    )
    assert planned(parties=[Party("one", COUNTY, EIGHT, EIGHT + 10, 2)]).left_out == (
        Site("a", SHIPING),
        Site("b", XIHE_VILLAGE),
    )


def test_as_many_for_each_as_there_is_room(cast: Cast) -> None:
    located(cast)

    found = planned(parties=[planning.whole_day("one", COUNTY, 1), planning.whole_day("two", COUNTY, 1)])

    assert sorted(len(trip.legs) for trip in found.trips) == [1, 1]


def test_a_table_of_distances_comes_in_from_a_file_and_once_more_changes_nothing(cast: Cast) -> None:
    by = cast.actor("officer")
    rows = (["青岭县", "东岭镇", "12.5", 25], ["东岭镇石坪村", "西河镇", 8, "20分钟"])

    file = xlsx(*rows, head=HEAD, title="里程表")
    done = bring_in(file, "里程.xlsx", Choices(), by=by)

    assert done.file.counts == {"distances": 2}
    ground = Ground(COUNTY, TODAY, NUMBERS)
    assert (ground.way(COUNTY, DONGLING).minutes, ground.way(COUNTY, DONGLING).metres) == (25, 12_500)
    again = look(file, "里程.xlsx", Choices(), by=by)
    assert not [entry for entry in again.entries if entry.outcome.name in ("ADDED", "CHANGED")]


def test_a_file_s_wrong_rows_are_said_and_nothing_is_written(cast: Cast) -> None:
    rows = (
        ["东岭镇", "东岭镇", 1, 5],
        ["东岭镇", "西河镇", "很远", 20],
        ["西河镇", "青岭县", 9, 20],
        ["青岭县", "西河镇", 9, 21],
    )

    plan = look(xlsx(*rows, head=HEAD, title="里程表"), "里程.xlsx", Choices(), by=cast.actor("officer"))

    said = {fault.row: fault.problem for fault in plan.cell_faults}
    assert said[3] == "从哪里、到哪里是同一个地方。"
    assert "不是公里数" in said[4]
    assert "和第 5 行是同一段路" in said[6]
    assert not plan.may_be_carried_out


def test_the_county_keeps_its_table_and_a_township_sees_none_of_it(cast: Cast, log_in: LogIn) -> None:
    officer = log_in("officer")
    told = {"place": "东岭镇", "to": "西河镇", "kilometres": "12.5", "minutes": "40"}
    assert officer.post(reverse("oversight:distances.new"), told).status_code == 302
    row = PlaceDistance.objects.get()

    assert "12.5" in officer.get(reverse("oversight:distances")).content.decode()
    assert log_in("neighbour").get(reverse("oversight:distances")).status_code == 403
    assert log_in("neighbour_county").get(reverse("oversight:distances.one", args=[row.pk])).status_code == 404
    assert (
        officer.post(reverse("oversight:distances.take_out", args=[row.pk]), {"seen": row.version}).status_code == 302
    )
    assert not PlaceDistance.objects.exists()
