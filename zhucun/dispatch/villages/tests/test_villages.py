"""A place's page and the list of places: what stands on them, for whom, and what they cost."""

from typing import Any

import pytest

from tests.cast import SHIPING, SINCE, TODAY, XIHE_VILLAGE, Cast
from tests.demo import Demo
from zhucun.dispatch.roster import acts as roster
from zhucun.org.aid import acts as aid
from zhucun.org.people import acts as people
from zhucun.org.places import acts as places

PHONE = "13900001234"
MOST_OF_A_VILLAGE = 21


def furnished(cast: Cast) -> None:
    officer = cast.actor("officer")
    people.add_contact(cast.shiping, name="苏光", unit=cast.archive, since=SINCE, phone=PHONE, by=officer)
    aid.pair_unit(cast.shiping, unit=cast.water, since=SINCE, by=officer)
    aid.pair_household(cast.shiping, helper_name="皮荣", unit=cast.water, since=SINCE, by=officer)
    places.add_group(cast.shiping, name="老屋组", since=SINCE, by=officer)
    places.add_household(cast.shiping, head_name="石老满", since=SINCE, by=officer)
    places.add(cast.shiping, name="石坪安置点", kind="site", since=SINCE, by=officer)


def test_all_about_a_village_stands_on_one_page(cast: Cast, log_in: Any) -> None:
    furnished(cast)

    page = log_in("officer").get(f"/villages/{SHIPING}/").content.decode()

    for said in ("石坪村", SHIPING, "脱贫村", "黎明远", "第一书记", "盘小妹", "县档案馆", "苏光", "139****1234"):
        assert said in page
    for said in ("县水利局", "老屋组", "石坪安置点", "1</a> 户", "1</a> 人", "2021-06-01 起"):
        assert said in page
    assert PHONE not in page


def test_who_was_there_before_stays_on_the_page(cast: Cast, log_in: Any) -> None:
    roster.end(cast.member, last_day=TODAY.replace(day=1), kind="rotation", by=cast.actor("officer"))

    page = log_in("officer").get(f"/villages/{SHIPING}/").content.decode()

    assert "以前的队员" in page
    assert "2022-07-01 离任" in page


def test_a_village_that_needs_a_team_and_has_none_is_told(cast: Cast, log_in: Any) -> None:
    assert "该派没派" in log_in("officer").get(f"/villages/{cast.liuxi.code}/").content.decode()


def test_a_merged_village_leads_to_the_one_it_went_into(cast: Cast, log_in: Any) -> None:
    places.close(
        cast.liuxi, last_day=TODAY.replace(day=1), reason="并村", merged_into=cast.shiping, by=cast.actor("officer")
    )

    page = log_in("officer").get(f"/villages/{cast.liuxi.code}/").content.decode()

    assert "到 2022-07-01 为止，并入" in page
    assert "恢复" in page


def test_a_code_given_again_opens_the_place_that_bears_it_today(cast: Cast, log_in: Any) -> None:
    officer = cast.actor("officer")
    places.close(cast.liuxi, last_day=TODAY.replace(day=1), reason="登记错了", by=officer)
    places.add(cast.dongling, code=cast.liuxi.code, name="柳溪新村", kind="village", since=TODAY, by=officer)

    assert "<h1>柳溪新村" in log_in("officer").get(f"/villages/{cast.liuxi.code}/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("officer", 200), ("secretary", 200), ("village_secretary", 200), ("first_secretary", 200)),
        ("member", 200),
        *(("prefecture_reader", 200), ("county_leader", 200)),
        *(("neighbour", 404), ("neighbour_county", 404)),
        *(("liaison", 403), ("system_admin", 403), ("security_admin", 403), ("audit_admin", 403)),
    ],
)
def test_who_opens_a_village_of_dongling(cast: Cast, log_in: Any, who: str, status: int) -> None:
    assert log_in(who).get(f"/villages/{SHIPING}/").status_code == status


def test_a_reader_of_the_prefecture_sees_no_numbers_of_people_and_no_contacts(cast: Cast, log_in: Any) -> None:
    furnished(cast)

    page = log_in("prefecture_reader").get(f"/villages/{SHIPING}/").content.decode()

    for hidden in ("苏光", "1234", "皮荣", "石老满", "加一类", "更名"):
        assert hidden not in page


def test_a_village_secretary_keeps_nothing(cast: Cast, log_in: Any) -> None:
    page = log_in("village_secretary").get(f"/villages/{SHIPING}/").content.decode()

    assert "黎明远" in page
    assert "加一类" not in page


def test_the_list_is_found_through_name_old_name_code_category_and_township(cast: Cast, log_in: Any) -> None:
    places.rename(cast.liuxi, name="新柳村", since=TODAY, by=cast.actor("officer"))
    client = log_in("officer")

    def found(**asked: str) -> set[str]:
        return {row.name for row in client.get("/villages/", asked).context["table"].result}

    assert found() == {"石坪村", "新柳村", "河湾村"}
    assert found(q="柳溪村") == found(q="新柳") == found(q=cast.liuxi.code) == found(tag="demonstration") == {"新柳村"}
    assert found(where=cast.xihe.code) == {"河湾村"}
    assert found(view="uncovered") == found(view="unserved") == {"新柳村"}
    assert found(view="served") == {"石坪村", "河湾村"}
    assert found(gone="yes") == found(kind="site") == found(where="x") == set()


def test_whoever_reads_above_a_county_looks_at_one_at_a_time(cast: Cast, log_in: Any) -> None:
    client = log_in("prefecture_reader")

    assert {row.name for row in client.get("/villages/").context["table"].result} == {"石坪村", "柳溪村", "河湾村"}
    assert not client.get("/villages/", {"county": "990127"}).context["table"].result.exists()
    assert not log_in("officer").get("/villages/", {"county": "990127"}).context["table"].result.exists()


def test_the_neighbour_s_list_has_nothing_of_dongling(cast: Cast, log_in: Any) -> None:
    rows = log_in("neighbour").get("/villages/").context["table"].result

    assert [row.code for row in rows] == [XIHE_VILLAGE]
    assert not log_in("neighbour_county").get("/villages/").context["table"].result.exists()


@pytest.mark.parametrize(
    ("role", "paths"),
    [
        ("county_officer", ["/villages/", "/villages/?view=uncovered&q=水", "/villages/990126101201/"]),
        ("county_officer", ["/villages/990126109215/", "/villages/99012600100101/"]),
        ("prefecture_reader", ["/villages/", "/villages/990126101201/"]),
    ],
)
def test_the_pages_cost_few_queries(
    demo: Demo, role: str, paths: list[str], django_assert_max_num_queries: Any
) -> None:
    """A page to which a topic above adds a card pays for it: what was noted there in two queries, and one or two for
    eleven ledgers of the village: committee, customs, products, projects, posts, matters, households, those watched,
    clues, opinions, returned people."""
    client = demo.client(role, "9901" if role == "prefecture_reader" else demo.code)

    for path in paths:
        most = MOST_OF_A_VILLAGE if path.rstrip("/")[-1].isdigit() else 14
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/villages/", "/units/"])
def test_the_lists_of_places_and_units_go_out_as_sheets(demo: Demo, path: str) -> None:
    answer = demo.client("county_officer").get(path, {"export": "xlsx"})

    assert answer.status_code == 200
    assert "spreadsheetml" in answer["Content-Type"]
