"""The list of teams and the page of one (screens P2, P3): who sees what, what is said, at what cost."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from tests import make
from tests.cast import SINCE, TODAY, Cast, operator
from tests.demo import Demo
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import correcting
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.accounts import acts as accounts
from zhucun.org.places import acts as places

MOST_QUERIES = 12
# Topics above add days, notes, training, matters, funds, care; then one query for each of five parts more: customs,
# projects, posts, households watched and clues, opinions and returned people.
MOST_OF_A_TEAM = 32
MOST_OF_A_FILE = 24  # each topic reads its rows once, the lanes ask for theirs in one query; one for what was done


def rows(page: Any) -> list[str]:
    """The first cell of each row, without the marks beside it."""
    return [row["cells"][0]["text"] for row in page.context["table"].rows]


def counts(page: Any) -> dict[str, int]:
    return {view["label"]: view["count"] for view in page.context["table"].views}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("officer", ["石坪村", "河湾村"]),
        ("secretary", ["石坪村"]),
        ("neighbour", ["河湾村"]),
        ("liaison", ["石坪村"]),
        ("first_secretary", ["石坪村"]),
        ("member", ["石坪村"]),
        ("village_secretary", ["石坪村"]),
        ("prefecture_reader", ["石坪村", "河湾村"]),
        ("neighbour_county", []),
    ],
)
def test_each_sees_the_teams_within_reach(log_in: Any, who: str, seen: list[str]) -> None:
    assert rows(log_in(who).get("/teams/")) == seen


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_sees_no_teams(log_in: Any, who: str) -> None:
    assert log_in(who).get("/teams/").status_code == 403


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county"])
def test_the_neighbour_does_not_find_the_team(cast: Cast, log_in: Any, who: str) -> None:
    for path in ("", "history/"):
        assert log_in(who).get(f"/teams/{cast.team.pk}/{path}").status_code == 404


def test_a_unit_that_sent_one_member_is_not_told_the_others(cast: Cast, log_in: Any) -> None:
    """县水利局 sent 盘小妹 to a team that 县档案馆 stands behind."""
    head = make.account("水利人", "water", county=cast.county)

    accounts.appoint(head, role="unit_liaison", since=SINCE, unit=cast.water, by=operator())
    cast.accounts["water"] = head
    client = log_in("water")

    page = client.get(f"/teams/{cast.team.pk}/").content.decode()
    assert "盘小妹" in page
    assert "黎明远" not in page
    assert "另有 1 人，不在你的范围里" in page
    assert "黎明远" not in client.get("/teams/").content.decode()


def test_the_history_names_everybody_and_is_for_the_territory(cast: Cast, log_in: Any) -> None:
    assert log_in("secretary").get(f"/teams/{cast.team.pk}/history/").status_code == 200
    assert log_in("member").get(f"/teams/{cast.team.pk}/history/").status_code == 404
    assert log_in("liaison").get(f"/teams/{cast.team.pk}/history/").status_code == 404


# ── what is lacking ──


def test_the_tabs_count_what_teams_lack(cast: Cast, log_in: Any) -> None:
    """石坪村: two of three, one first secretary, young and shallow but nobody old; 河湾村: one of three, unled."""
    page = log_in("officer").get("/teams/")

    assert counts(page) == {
        "全部": 2,
        "缺人": 2,
        "不足 3 人": 2,
        "没有第一书记": 1,
        "老新没配齐": 2,
        "深浅没配齐": 2,
    }
    assert "缺 1 人" in page.content.decode()


def test_a_whole_team_lacks_nothing(cast: Cast, log_in: Any) -> None:
    old = make.cadre("老周", unit=cast.archive, birth_month=date(1970, 1, 1), rural_months=120)
    make.posting(cast.team, old)

    page = log_in("secretary").get("/teams/")

    assert set(counts(page).values()) == {0, 1}
    assert counts(page)["全部"] == 1
    assert "缺 " not in page.content.decode()


def test_the_list_of_another_day_is_as_it_was(cast: Cast, log_in: Any) -> None:
    roster.end(cast.member, last_day=date(2022, 6, 19), kind="adjustment", by=operator())

    assert "盘小妹" in log_in("secretary").get("/teams/?on=2022-06-19").content.decode()
    assert "盘小妹" not in log_in("secretary").get("/teams/?on=2022-06-20").content.decode()
    assert rows(log_in("secretary").get("/teams/?on=2021-05-31")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=石坪", ["石坪村"]),
        ("q=盘小妹", ["石坪村"]),
        ("q=pxm", ["石坪村"]),
        ("q=水利局", ["石坪村", "河湾村"]),
        ("q=没有这个", []),
        ("tag=key_assistance", ["石坪村"]),
        ("township=990126102", ["河湾村"]),
        ("township=x", []),
        ("level=county", ["石坪村", "河湾村"]),
        ("level=province", []),
        ("unit=x", []),
    ],
)
def test_teams_are_found_by_place_person_unit_and_pinyin(log_in: Any, query: str, found: list[str]) -> None:
    assert rows(log_in("officer").get(f"/teams/?{query}")) == found


def test_teams_are_found_by_their_backing_unit(cast: Cast, log_in: Any) -> None:
    assert rows(log_in("officer").get(f"/teams/?unit={cast.archive.pk}")) == ["石坪村"]


# ── the page of one ──


def test_the_page_says_who_left_whom_they_were_followed_by_and_what_is_open(cast: Cast, log_in: Any) -> None:
    officer = cast.actor("officer")
    ended = roster.end(
        cast.member,
        last_day=date(2022, 7, 3),
        kind="adjustment",
        basis="青驻办调〔2022〕9号",
        reason="岗位变动",
        by=officer,
    )
    told = {"kind": "succession", "basis": "青驻办调〔2022〕9号", "succeeds": ended, "sending_unit": cast.archive}
    roster.start(cast.team, cadre=cast.spare, since=date(2022, 7, 4), by=officer, **told)

    page = log_in("officer").get(f"/teams/{cast.team.pk}/").content.decode()

    assert "候补一接替盘小妹" in page
    assert "岗位变动" in page
    assert "候补一没报到" in page
    assert "缺 1 人" in page


@pytest.mark.parametrize(
    ("who", "is_told"),
    [
        ("officer", True),
        ("secretary", True),
        ("first_secretary", False),
        ("village_secretary", False),
        ("member", False),
    ],
)
def test_why_somebody_left_is_told_to_few(cast: Cast, log_in: Any, who: str, is_told: bool) -> None:
    gone = make.posting(cast.team, make.cadre("走了的", unit=cast.archive))
    roster.end(gone, last_day=date(2022, 7, 3), kind="removal", reason="工作没有脱开", by=operator())

    page = log_in(who).get(f"/teams/{cast.team.pk}/").content.decode()

    assert "走了的离任" in page
    assert ("工作没有脱开" in page, "撤换" in page) == (is_told, is_told)


def test_an_open_seat_is_due_fifteen_days_after_it_opened(cast: Cast, log_in: Any) -> None:
    """R-SEL-11: the third seat of 石坪村 has never been filled, the second since yesterday."""
    roster.end(cast.member, last_day=TODAY - timedelta(days=1), kind="rotation", by=operator())

    shown = log_in("officer").get(f"/teams/{cast.team.pk}/").context["shown"]

    seats = [one for one in shown.open if one.sentence == "缺 1 人"]
    assert [(seat.note, seat.due_on) for seat in seats] == [
        ("2021-06-01 起空着", date(2021, 6, 16)),
        ("盘小妹 2022-07-10 离任", date(2022, 7, 26)),
    ]


def test_phones_are_masked_and_shown_to_those_who_reach_the_file(cast: Cast, log_in: Any) -> None:
    tall = make.cadre("高个子", unit=cast.archive, phone="13907460001")
    make.posting(cast.team, tall)

    assert "139****0001" in log_in("secretary").get(f"/teams/{cast.team.pk}/").content.decode()
    for who in ("village_secretary", "member"):
        page = log_in(who).get(f"/teams/{cast.team.pk}/").content.decode()
        assert "高个子" in page
        assert "0001" not in page


def test_a_team_s_past_has_no_buttons(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    assert "派驻一人" in client.get(f"/teams/{cast.team.pk}/").content.decode()
    past = client.get(f"/teams/{cast.team.pk}/?on=2022-06-01").content.decode()
    assert "派驻一人" not in past
    assert "看的是 2022-06-01 的情况" in past


def test_a_withdrawn_posting_is_still_in_the_history(cast: Cast, log_in: Any) -> None:

    wrong = make.posting(cast.team, cast.spare)
    correcting.withdraw(wrong, reason="录成了别人", by=cast.actor("officer"))

    page = log_in("officer").get(f"/teams/{cast.team.pk}/history/").content.decode()
    assert "撤销误录的派驻" in page
    assert "录成了别人" in page


def test_a_renamed_village_s_team_is_still_found(cast: Cast, log_in: Any) -> None:
    places.rename(cast.shiping, name="新石坪村", since=TODAY, by=operator())

    assert rows(log_in("secretary").get("/teams/?q=新石坪")) == ["新石坪村"]


# ── a whole county ──


def test_a_county_s_lists_and_pages_cost_few_queries(demo: Demo, django_assert_max_num_queries: Any) -> None:
    team = Team.objects.get(place_code__startswith="990126", name__contains="枫木冲")
    posting = Posting.objects.filter(team=team).first()
    client = demo.client("county_officer")
    client.get("/teams/")  # the first page of a session writes that it is alive

    most = {f"/teams/{team.pk}/": MOST_OF_A_TEAM, f"/members/{posting.cadre_id}/": MOST_OF_A_FILE}
    for path in (
        *most,
        "/teams/",
        "/teams/?view=short",
        "/teams/?on=2022-06-01",
        "/members/",
        "/members/?view=left",
        "/members/?age=under_40&rural=no",
    ):
        with django_assert_max_num_queries(most.get(path, MOST_QUERIES)):
            assert client.get(path).status_code == 200


def test_the_demo_s_teams_add_up(demo: Demo) -> None:
    """166 teams, 498 核定, 496 on the roster: two seats are open."""
    page = demo.client("county_officer").get("/teams/")

    assert (counts(page)["全部"], counts(page)["缺人"], counts(page)["没有第一书记"]) == (166, 2, 0)


# ── links ──

LINK = re.compile(r'href="(/(?:teams|members|villages|units|postings|people)/[^"?#]*)')


@pytest.mark.parametrize(
    "who",
    ["officer", "organisation", "secretary", "clerk", "liaison", "village_secretary", "first_secretary", "member"],
)
def test_no_link_leads_to_a_page_one_may_not_open(cast: Cast, log_in: Any, who: str) -> None:
    """Two townships share the team, and somebody left it, so that there is something out of reach to link to."""
    beyond = make.place(cast.xihe, "990126102202", "河口村")
    roster.serve(cast.team, place=beyond, since=SINCE, by=operator())
    make.posting(cast.team, cast.spare, reported_on=None)
    gone = make.posting(cast.team, make.cadre("走了的", unit=cast.water))
    roster.end(gone, last_day=TODAY - timedelta(days=1), kind="rotation", by=operator())
    client = log_in(who)

    pages = [client.get(path) for path in ("/teams/", f"/teams/{cast.team.pk}/", "/members/")]
    links = {link for page in pages for link in LINK.findall(page.content.decode())}
    files = {link for link in links if link.startswith("/members/") and link != "/members/"}
    links |= {link for file in files for link in LINK.findall(client.get(file).content.decode())}

    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_next_number_is_proposed_for_a_new_team(cast: Cast, log_in: Any) -> None:
    roster.form_team(cast.liuxi, number="T0866", since=SINCE, by=operator())

    assert log_in("officer").get("/teams/new/").context["form"]["number"].value() == "T0867"


def test_seats_open_since_one_day_are_one_line(cast: Cast, log_in: Any) -> None:
    team = make.team(cast.liuxi, since=TODAY)

    page = log_in("officer").get(f"/teams/{team.pk}/").content.decode()

    assert page.count("起空着") == 1
    assert "缺 3 人" in page


def test_a_first_secretary_s_team_without_a_leader_is_asked_for_one(cast: Cast, log_in: Any) -> None:
    client, path = log_in("officer"), f"/teams/{cast.team.pk}/"
    roles = cast.first_secretary.roles
    if roles.filter(role="leader", until=None).exists():
        roster.take_role(cast.first_secretary, role="leader", last_day=date(2022, 7, 1), by=operator())

    page = client.get(path).content.decode()
    assert "没有队长" in page
    assert f"/postings/{cast.first_secretary.pk}/roles/" in page

    roster.give_role(cast.member, role="leader", since=TODAY, by=operator())
    assert "没有队长" not in client.get(path).content.decode()


def test_who_left_on_a_day_stands_above_who_came_that_day(cast: Cast, log_in: Any) -> None:
    make.posting(cast.team, cast.spare, since=date(2022, 7, 4))
    roster.end(cast.member, last_day=date(2022, 7, 4), kind="rotation", by=operator())

    shown = log_in("officer").get(f"/teams/{cast.team.pk}/").context["shown"]

    assert [event.sentence for event in shown.events if event.day == date(2022, 7, 4)] == [
        "盘小妹离任。",
        "候补一到队。",
    ]
