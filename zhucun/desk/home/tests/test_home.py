"""The first page: each office sees its own, the neighbour nothing, and every number is a figure's (screens H1, H2)."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.cast import COUNTY, DONGLING, NEIGHBOUR_COUNTY, TODAY, XIHE, Cast, operator
from tests.demo import Demo
from zhucun.acts.waiting import Waiting, lines_for
from zhucun.desk.home import urgent
from zhucun.desk.home.above import FIGURES as FIGURES_ABOVE
from zhucun.desk.home.above import county_table
from zhucun.desk.home.county_figures import figures_of
from zhucun.desk.home.trends import FIGURES as TRENDS
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.recent import recent_changes
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.roster.team_table import crew_of
from zhucun.lib.figure import Question, ask, ask_many
from zhucun.org.accounts import acts as accounts
from zhucun.policy import in_force

MOST_QUERIES = 10  # once drawn; the first look after somebody did something asks for more
MOST_WITH_DAYS = 22  # where everybody is today, the sheets, the ledgers of the villages


def page(client: Client, url: str = "/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def content(client: Client, url: str = "/") -> str:
    """Without the frame."""
    return page(client, url).split("<main", 1)[1]


def test_somebody_who_is_not_logged_in_is_led_to_the_log_in(db: None) -> None:
    assert Client().get("/").url.startswith("/login/")


def test_the_county_sees_what_waits_the_figures_and_the_map(demo: Demo) -> None:
    shown = content(demo.client("county_officer"))

    assert "7月11日 星期一" in shown
    assert "新圩镇驻井头村工作队缺人，逾期 27 天" in shown
    assert "166 支队今天的情况" in shown
    legend = re.findall(r"(全员在村或公务|有人请假|有人没说清|该派没派) (\d+)", shown)
    assert sum(int(count) for _, count in legend) == 166 + 1  # and a place without a team
    assert shown.count('<circle class="dot') == 166 + 1 + len(legend)


def test_a_place_without_a_team_is_an_open_red_ring_on_the_map(demo: Demo) -> None:
    shown = content(demo.client("county_officer"))

    assert shown.count('<circle class="dot uncovered"') == 1 + 1  # and one in the legend
    assert re.search(r"<title>[^<]+，该派没派</title>", shown)
    assert "该派没派 1" in shown


def test_every_number_of_the_county_s_page_is_the_figure_it_leads_to(demo: Demo) -> None:
    actor, shown = demo.actor("county_officer"), content(demo.client("county_officer"))
    figures = figures_of(in_force.of(actor))
    answers = ask_many(figures, Question(actor, demo.code, actor.today, since=date(2022, 7, 1)))

    linked = dict(re.findall(r'<a class="figure" href="/figures/([\w.]+)/[^"]*">([\d.]+)', shown))

    assert {name: linked[name] for name in figures if name in linked} == {
        name: _shown(name, answers[name].value) for name in figures if name in linked
    }
    assert {"dispatch.teams", "dispatch.members", "dispatch.members_under_40", "dispatch.vacancies"} <= set(linked)


def _shown(name: str, value: int | None) -> str:
    return f"{value // 100}.{value % 100:02}" if name.endswith("_share") else str(value)


def test_what_was_drawn_is_drawn_anew_once_somebody_has_done_something(cast: Cast, log_in: Any) -> None:
    officer = log_in("officer")
    before = re.search(r"dispatch.members/[^>]*>(\d+)<", content(officer)).group(1)

    roster.end(cast.member, last_day=date(2022, 7, 3), kind="adjustment", by=operator())

    after = re.search(r"dispatch.members/[^>]*>(\d+)<", content(officer)).group(1)
    assert int(after) == int(before) - 1


def test_months_are_drawn_as_lines_and_stand_in_a_table_that_opens(cast: Cast, log_in: Any) -> None:
    shown = content(log_in("officer"), "/trends/")

    assert shown.count("<polyline") == len(TRENDS)
    assert shown.count("2021年8月") >= 1
    assert f"/figures/dispatch.members/?as_of=2021-08-31&amp;scope={COUNTY}" in shown
    assert log_in("secretary").get(f"/trends/?scope={DONGLING}").status_code == 200
    assert log_in("neighbour").get(f"/trends/?scope={DONGLING}").status_code == 404


def test_the_map_may_be_read_as_a_table_that_adds_up(demo: Demo) -> None:
    shown = content(demo.client("county_officer"), "/?map=table")

    total = re.search(r"<tfoot>.*?</tfoot>", shown, re.S).group()
    assert re.findall(r">\s*(\d+)\s*<", total) == ["166", "164", "2", "0", "496", "2"]
    assert "不排名" in shown


def test_without_points_the_townships_stand_in_a_table(cast: Cast, log_in: Any) -> None:
    shown = content(log_in("officer"))

    assert 'class="map"' not in shown
    assert "东岭镇" in shown


@pytest.mark.parametrize("who", ["county_leader", "organisation"])
def test_leader_and_department_see_the_county_too(cast: Cast, log_in: Any, who: str) -> None:
    assert "队伍结构" in content(log_in(who))


def test_a_township_sees_its_own_teams_and_nothing_of_the_neighbour(cast: Cast, log_in: Any) -> None:
    shown = content(log_in("secretary"))

    assert "驻石坪村工作队" in shown
    assert "黎明远" in shown
    assert "河湾" not in shown
    assert "骆远" not in shown
    assert "西河镇" not in shown


def test_the_neighbours_see_nothing_of_the_township(cast: Cast, log_in: Any) -> None:
    for who in ("neighbour", "neighbour_county"):
        shown = content(log_in(who))
        assert "石坪" not in shown
        assert "黎明远" not in shown


def test_whoever_keeps_two_townships_chooses_between_them(cast: Cast, log_in: Any) -> None:
    accounts.appoint(cast.accounts["secretary"], role="attendance_clerk", since=TODAY, place_code=XIHE, by=operator())

    assert "驻河湾村工作队" in content(log_in("secretary"), f"/?in={XIHE}")
    assert "驻石坪村工作队" in content(log_in("secretary"), f"/?in={DONGLING}")


def test_a_unit_sees_its_people_and_the_teams_behind_it_apart(cast: Cast, log_in: Any) -> None:
    sent, backed = content(log_in("liaison")).split("我单位后盾的队")

    assert "黎明远" in sent
    assert "盘小妹" not in sent
    assert "盘小妹" in backed  # sent by another unit to the team behind which this one stands
    assert "骆远" not in sent + backed


def test_a_village_secretary_sees_the_team_of_the_village(cast: Cast, log_in: Any) -> None:
    shown = content(log_in("village_secretary"))

    assert "石坪村" in shown
    assert "盘小妹" in shown
    assert "骆远" not in shown
    assert "/members/" not in shown  # the files are not theirs to open


def test_a_member_sees_the_team_and_what_is_held_of_them(cast: Cast, log_in: Any) -> None:
    shown = content(log_in("member"), "/?as=team")

    assert "驻石坪村工作队" in shown
    assert "黎明远" in shown
    assert "1990年5月" in shown
    assert "骆远" not in shown


def test_the_prefecture_sees_each_county_by_figures_and_no_person(cast: Cast, log_in: Any) -> None:
    shown = content(log_in("prefecture_reader"))

    assert "建强一个班子" in shown
    assert "青岭县" in shown
    assert "白水县" in shown
    assert "黎明远" not in shown


def test_the_counties_numbers_are_those_of_the_figures(cast: Cast) -> None:
    actor = cast.actor("prefecture_reader")

    table = county_table(actor, "9901")

    shown = {row["key"]: [cell["text"] for cell in row["cells"][1:]] for row in table["rows"]}
    assert shown == {
        code: [str(ask(name, Question(actor, code, TODAY)).value) for name in FIGURES_ABOVE[:3]]
        for code in (COUNTY, NEIGHBOUR_COUNTY)
    }


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_see_their_work_and_no_business(cast: Cast, log_in: Any, who: str) -> None:
    shown = page(log_in(who))

    assert "管理工作" in shown
    for business in ("石坪", "东岭", "黎明远", "县档案馆", 'role="search"'):
        assert business not in shown


def test_only_whoever_reads_the_log_sees_how_its_chain_stands_and_what_the_last_check_found(log_in: Any) -> None:
    client = log_in("audit_admin")
    assert "还没有核验过" in page(client)

    client.post("/log/seals/check/")

    assert "都对得上" in page(client)
    assert "核验" not in page(log_in("system_admin"))


def test_whoever_holds_two_offices_chooses_in_which_to_look(cast: Cast, log_in: Any) -> None:
    accounts.appoint(
        cast.accounts["liaison"], role="village_secretary", since=TODAY, place_code=cast.shiping.code, by=operator()
    )

    shown = content(log_in("liaison"))

    assert "我单位派出的人" in shown
    assert '<a href="?as=village"' in shown
    assert "驻村工作队" in content(log_in("liaison"), "/?as=village")


def test_an_account_without_an_office_is_told_whom_to_ask(cast: Cast) -> None:
    client = Client()
    client.force_login(make.account("新来的", "newcomer", county=cast.county))

    assert "安全管理员" in content(client)


@pytest.mark.parametrize(
    ("role", "where"),
    [
        ("county_officer", COUNTY),
        ("county_leader", COUNTY),
        ("township_secretary", DONGLING),
        ("unit_liaison", "县档案馆"),
        ("village_secretary", "990126101201"),
        ("prefecture_reader", "9901"),
        ("audit_admin", COUNTY),
    ],
)
def test_a_first_page_takes_few_queries(demo: Demo, role: str, where: str) -> None:
    client = demo.client(role, where)
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    assert len(queries) <= MOST_QUERIES


def test_a_member_s_first_page_takes_few_queries(demo: Demo) -> None:
    client = demo.client_of(demo.member("盘小妹"))
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    assert len(queries) <= MOST_WITH_DAYS


def test_a_township_s_page_is_for_whoever_reaches_it(cast: Cast, log_in: Any) -> None:
    assert "驻石坪村工作队" in content(log_in("officer"), f"/townships/{DONGLING}/")
    assert "驻石坪村工作队" in content(log_in("secretary"), f"/townships/{DONGLING}/")
    for who in ("neighbour", "neighbour_county"):
        assert log_in(who).get(f"/townships/{DONGLING}/").status_code == 404
    assert log_in("audit_admin").get(f"/townships/{DONGLING}/").status_code == 403
    assert log_in("officer").get("/townships/990126999/").status_code == 404


def test_a_reader_is_led_to_no_file_they_may_not_open(cast: Cast, log_in: Any) -> None:
    roster.end(cast.member, last_day=date(2022, 7, 3), kind="adjustment", by=operator())

    assert "/members/" in content(log_in("officer"), f"/townships/{DONGLING}/")
    assert "/members/" not in content(log_in("prefecture_reader"), f"/townships/{DONGLING}/")


def test_a_township_s_page_takes_few_queries(demo: Demo) -> None:
    client = demo.client("county_officer")
    client.get(f"/townships/{DONGLING}/")

    with CaptureQueriesContext(connection) as queries:
        client.get(f"/townships/{DONGLING}/")

    assert len(queries) <= MOST_WITH_DAYS


def test_a_team_that_also_serves_here_is_shown_with_its_neighbour_s_seat(cast: Cast, log_in: Any) -> None:
    roster.serve(cast.xihe_team, place=cast.liuxi, since=TODAY, by=operator())

    assert "驻河湾村工作队" in content(log_in("secretary"))


def test_changes_are_told_from_the_ledgers(cast: Cast) -> None:
    by, day = operator(), date(2022, 7, 5)
    ended = roster.end(cast.member, last_day=date(2022, 7, 3), kind="adjustment", by=by)
    roster.start(
        cast.team,
        cadre=cast.spare,
        since=date(2022, 7, 4),
        kind="succession",
        succeeds=ended,
        basis="青驻办调〔2022〕9号",
        by=by,
    )
    roster.give_role(cast.neighbour_member, role=TeamRole.LEADER, since=day, by=by)

    changes = recent_changes(Posting.objects.visible_to(cast.actor("officer")), TODAY)

    assert [(c.on, c.word, c.name) for c in changes] == [
        (day, "队长", "骆远"),
        (date(2022, 7, 4), "接替", "候补一"),
        (date(2022, 7, 3), "离任", "盘小妹"),
    ]
    crew = crew_of(Posting.objects.visible_to(cast.actor("officer")), TODAY)
    assert crew.changes == changes


def test_in_the_demo_both_ways_of_telling_changes_agree(demo: Demo) -> None:
    seen, today = Posting.objects.visible_to(demo.actor("county_officer")), demo.actor("county_officer").today

    told = recent_changes(seen, today, most=500)

    assert told == crew_of(seen, today).changes


def test_a_member_s_first_page_links_only_the_files_that_open(cast: Cast, log_in: Any) -> None:
    client = log_in("member")

    page = content(client, "/?as=team")

    assert f"/members/{cast.member.cadre_id}/" in page
    assert f"/members/{cast.first_secretary.cadre_id}/" not in page


def test_among_the_last_changes_only_a_file_that_opens_is_linked(cast: Cast, log_in: Any) -> None:
    roster.end(cast.member, last_day=date(2022, 7, 3), kind="adjustment", by=operator())
    client, gone = log_in("secretary"), f"/members/{cast.member.cadre_id}/"

    assert client.get(gone).status_code == 404
    page = content(client)
    assert "盘小妹" in page
    assert gone not in page
    assert gone in content(log_in("officer"))


def test_a_team_of_the_neighbour_s_is_told_apart_and_counted_where_its_seat_is(cast: Cast, log_in: Any) -> None:
    source = make.place(cast.xihe, "990126102209", "石源村")
    roster.serve(cast.team, place=source, since=TODAY, by=operator())
    client = log_in("neighbour")

    page = content(client)

    assert "主驻东岭镇，兼驻石源村" in page
    assert "2 人，名册归东岭镇管" in page
    assert "1 支队、1 人；另有 1 支主驻别处、兼驻这里" in page
    assert "另有兼驻 1 支，数在主驻的乡镇" in page
    assert "其中 1 支主驻别的乡镇、兼驻这里" in content(client, "/teams/")


def test_what_is_due_later_is_said_in_a_whole_sentence() -> None:
    line = Waiting(tile="派", sentence="有工作队缺人，还没补齐", url="", verb="", due_on=date(2022, 7, 27))

    assert urgent.sentence([line], TODAY) == "有工作队缺人，7月27日到期。"


def test_one_team_that_lacks_somebody_is_what_opens(cast: Cast) -> None:
    """A single team is named, and its own page is linked."""
    lines = [line for line in lines_for(cast.actor("officer")) if line.sentence.endswith("缺人，还没补齐")]

    for line in lines:
        assert (line.count == 1) == (line.url != "/teams/?view=short")
    assert lines
