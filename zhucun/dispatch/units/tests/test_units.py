"""A unit's page and the list of units: what it backs and whom it sends are two things (R-ORG-12)."""

from datetime import date
from typing import Any

import pytest

from tests import make
from tests.cast import SINCE, TODAY, Cast
from tests.demo import Demo
from zhucun.dispatch.roster import acts as roster
from zhucun.org.people import acts as people


def test_a_unit_s_page_keeps_apart_what_it_backs_and_whom_it_sends(cast: Cast, log_in: Any) -> None:
    seen = log_in("officer").get(f"/units/{cast.water.pk}/").context["seen"]

    assert [row.team for row in seen.backs] == [cast.xihe_team]
    assert {row.cadre.person.name for row in seen.sends} == {"盘小妹", "骆远"}


def test_the_successor_of_whoever_left_is_owed_by_the_sending_unit(cast: Cast, log_in: Any) -> None:
    """R-SEL-11: due fifteen days after the seat fell vacant."""
    officer = cast.actor("officer")
    gone = roster.end(cast.member, last_day=date(2022, 7, 1), kind="adjustment", by=officer)
    client = log_in("officer")

    owed = client.get(f"/units/{cast.water.pk}/").context["seen"].owed
    assert [(one.posting, one.since, one.due_on) for one in owed] == [(gone, date(2022, 7, 2), date(2022, 7, 17))]
    assert client.get(f"/units/{cast.archive.pk}/").context["seen"].owed == []

    make.posting(cast.team, cast.spare, since=TODAY, kind="succession", succeeds=gone)
    assert client.get(f"/units/{cast.water.pk}/").context["seen"].owed == []


def test_former_people_aliases_and_contacts_stand_on_the_page(cast: Cast, log_in: Any) -> None:
    officer = cast.actor("officer")
    roster.end(cast.neighbour_member, last_day=date(2022, 7, 1), kind="rotation", by=officer)
    people.learn_alias(cast.water, name="水务局", by=officer)
    people.add_contact(cast.shiping, name="苏光", unit=cast.water, since=SINCE, phone="13900001234", by=officer)

    page = log_in("officer").get(f"/units/{cast.water.pk}/").content.decode()

    for said in ("以前派过 1 人", "水务局", "苏光", "139****1234", "石坪村"):
        assert said in page


def test_a_liaison_sees_the_own_unit_and_nobody_else_s(cast: Cast, log_in: Any) -> None:
    client = log_in("liaison")

    assert client.get(f"/units/{cast.archive.pk}/").status_code == 200
    assert client.get(f"/units/{cast.water.pk}/").status_code == 404
    assert list(client.get("/units/").context["table"].result) == [cast.archive]


def test_a_township_sees_the_units_at_work_there_and_of_them_what_is_there(cast: Cast, log_in: Any) -> None:
    own, neighbour = log_in("secretary"), log_in("neighbour")

    assert set(own.get("/units/").context["table"].result) == {cast.archive, cast.water}
    assert set(neighbour.get("/units/").context["table"].result) == {cast.water}
    seen = neighbour.get(f"/units/{cast.water.pk}/").context["seen"]
    assert {row.cadre.person.name for row in seen.sends} == {"骆远"}
    assert own.get(f"/units/{cast.water.pk}/").context["seen"].backs == []
    assert neighbour.get(f"/units/{cast.archive.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("officer", 200), ("county_leader", 200), ("organisation", 200), ("neighbour_county", 404)),
        *(("prefecture_reader", 403), ("member", 403), ("system_admin", 403), ("audit_admin", 403)),
    ],
)
def test_who_opens_a_unit(cast: Cast, log_in: Any, who: str, status: int) -> None:
    assert log_in(who).get(f"/units/{cast.archive.pk}/").status_code == status


def test_whether_somebody_has_an_account_is_not_said(cast: Cast, log_in: Any) -> None:
    page = log_in("officer").get(f"/units/{cast.archive.pk}/").content.decode()

    assert "欧阳岚" not in page  # the liaison is an account, not one of the people sent


def test_the_list_is_found_through_name_alias_head_kind_and_level(cast: Cast, log_in: Any) -> None:
    officer = cast.actor("officer")
    people.learn_alias(cast.water, name="水务局", by=officer)
    people.correct_unit(cast.archive, kind="party_government", head_name="文艳", by=officer)
    province = make.unit("省农科院", place_code="99")
    client = log_in("officer")

    def found(**asked: str) -> set[str]:
        return {row.name for row in client.get("/units/", asked).context["table"].result}

    assert found() == {"县档案馆", "县水利局", "省农科院"}
    assert found(q="水务") == found(q="水利") == {"县水利局"}
    assert found(q="文艳") == found(kind="party_government") == {"县档案馆"}
    assert found(level="province") == found(view="neither") == {province.name}
    assert found(view="both") == {"县档案馆", "县水利局"}
    assert found(view="backs") == found(view="sends") == {"县档案馆", "县水利局"}
    people.end_unit(province, last_day=TODAY.replace(day=1), reason="改革", by=officer)
    assert found(gone="yes") == {province.name}


def test_the_demo_county_s_units_add_up(demo: Demo) -> None:
    rows = demo.client("county_officer").get("/units/").context["table"].result

    assert sum(row.backs for row in rows) == 166
    assert sum(row.sends for row in rows) == 496


@pytest.mark.parametrize("path", ["/units/", "/units/?view=both&q=县&sort=-sends"])
def test_the_list_costs_twelve_queries(demo: Demo, path: str, django_assert_max_num_queries: Any) -> None:
    client = demo.client("county_officer")

    with django_assert_max_num_queries(12):
        assert client.get(path).status_code == 200


def test_the_page_with_its_people_s_day_and_its_records_costs_few_queries(
    demo: Demo, django_assert_max_num_queries: Any
) -> None:
    client = demo.client("county_officer")
    busiest = client.get("/units/?sort=-sends").context["table"].result.first()

    with django_assert_max_num_queries(18):
        assert client.get(f"/units/{busiest.pk}/").status_code == 200


def recalled_from(cast: Cast) -> None:
    """县水利局 has 31 staff, two people there, one recalled."""
    people.correct_unit(cast.water, staff_count=31, by=cast.actor("officer"))
    gone = make.posting(cast.team, make.cadre(unit=cast.water))
    roster.end(gone, last_day=date(2022, 7, 1), kind="recall", by=cast.actor("officer"))


def test_the_list_says_what_each_unit_gives_for_its_size_and_recalls_to_few(cast: Cast, log_in: Any) -> None:
    recalled_from(cast)
    leaving = roster.end(cast.neighbour_member, last_day=date(2022, 7, 14), kind="rotation", by=cast.actor("officer"))
    told = {"kind": "succession", "succeeds": leaving}
    make.posting(cast.xihe_team, make.cadre(unit=cast.water), since=TODAY, **told)  # there, and not counted yet

    def cells(who: str) -> dict[str, str]:
        table = log_in(who).get("/units/?q=水利").context["table"]
        (row,) = table.rows
        return {column.label: cell["text"] for column, cell in zip(table.shown, row["cells"], strict=True)}

    seen = cells("officer")
    shown = [seen[label] for label in ("在编", "派出的人", "占在编", "派过", "召回")]
    assert shown == ["31", "2", "6.45 %", "3", "1"]
    assert "召回" not in cells("clerk")
    assert log_in("officer").get("/units/").context["table"].note.endswith("派出 2 人，占在编 31 人的 6.45 %。")


def test_the_unit_s_page_says_it_in_words(cast: Cast, log_in: Any) -> None:
    recalled_from(cast)

    def page(who: str) -> str:
        return log_in(who).get(f"/units/{cast.water.pk}/").content.decode()

    assert "派出的占在编 31 人的 6.45 %；近一个任期（2020-07-11 起）派过 3 人次；召回 1 人次。" in page("officer")
    assert "派过 2 人次。" in page("clerk")
