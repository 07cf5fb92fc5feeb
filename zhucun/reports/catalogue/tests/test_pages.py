"""Screens N1 and N2: every number opens its definition, its records, its townships and what changed it."""

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.cast import DONGLING, SINCE, XIHE, Cast, operator
from tests.demo import Demo
from zhucun.acts.keeping import forget
from zhucun.acts.models import AccessLog
from zhucun.dispatch.roster import acts as roster
from zhucun.lib.figure import all_figures, carries_amounts
from zhucun.reports.told_apart.answering import may_be_grouped
from zhucun.web.templatetags.zhucun import MEASURES

LogIn = Callable[[str], Client]
# Where the day is worked out from marks, a comparison of two days takes the most; the marks of what is kept are one
# query for the page, and what is known of an office for five seconds may have to be asked anew.
BOUND = 16
BOTH_PARTS = 2  # more where a figure divides two others, of both days


def page_of(name: str) -> str:
    return reverse("reports:figures.one", args=[f"dispatch.{name}"])


def told(response: Any) -> str:
    """What is read on the page, without marks and blanks."""
    return re.sub(r"\s+", "", re.sub(r"(?s)<script.*?</script>|<[^>]+>", " ", response.content.decode()))


# ── N1 ──


@pytest.mark.django_db
def test_the_list_has_every_figure_with_its_value_and_opens_it(log_in: LogIn) -> None:
    page = log_in("officer").get(reverse("reports:figures"))

    assert page.status_code == 200
    assert page.context["count"] == len(all_figures())
    assert "在册队员截止日占着名额的队员人数，报到与否都算。3人" in told(page)
    assert f'href="{page_of("members")}?as_of=2022-07-11&amp;scope=990126"' in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ("?q=未满40周岁占比", ["未满40周岁占比"]),
        ("?q=N12", []),
        ("?group=任期", ["任期已满还在岗", "30天内任期满", "90天内任期满"]),
        ("?q=没有这个数", []),
    ],
)
def test_the_list_is_narrowed_by_words_and_heading(log_in: LogIn, asked: str, labels: list[str]) -> None:
    page = log_in("officer").get(reverse("reports:figures") + asked)

    found = [line.figure.label for section in page.context["sections"] for line in section.lines]

    assert found == (labels if asked != "?q=N12" else ["未满40周岁"])


@pytest.mark.django_db
def test_a_heading_stands_once_with_the_tile_of_its_measure(log_in: LogIn) -> None:
    """Topics that put figures under one heading need not come after each other."""
    sections = log_in("officer").get(reverse("reports:figures")).context["sections"]
    titles = [section.title for section in sections]

    assert "在村" in titles
    assert len(titles) == len(set(titles))
    assert {section.measure for section in sections} <= set(MEASURES)


def test_the_list_is_found_by_a_number_one_has_read(demo: Demo) -> None:
    """“213” offers 未满40周岁 (ux.md section 2)."""
    page = demo.client("county_officer").get(reverse("reports:figures") + "?q=213")

    assert [line.figure.label for section in page.context["sections"] for line in section.lines] == ["未满40周岁"]


def test_the_demo_says_which_figures_are_those_of_the_report(demo: Demo) -> None:
    page = demo.client("county_officer").get(reverse("reports:figures") + "?refs=1")

    assert sum(len(section.lines) for section in page.context["sections"]) == sum(bool(f.refs) for f in all_figures())
    assert "驻村工作队报道N07报道N46报道N65报道N69" in told(page)


@pytest.mark.django_db
def test_outside_the_demo_nothing_is_said_of_a_report(log_in: LogIn) -> None:
    assert "报道" not in told(log_in("officer").get(reverse("reports:figures")))


@pytest.mark.django_db
def test_another_day_and_period_are_asked_in_the_address(log_in: LogIn, cast: Cast) -> None:
    page = log_in("officer").get(f"{reverse('reports:figures')}?as_of=2021-06-01&from=2021-06-02&to=2021-06-30")

    values = {line.figure.id: line.shown for section in page.context["sections"] for line in section.lines}

    assert (values["dispatch.members"], values["dispatch.postings_begun"]) == ("3", "0")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "period"),
    [
        ("from=2022-06-01&to=2022-07-11&with=2022-07-11", "2022-05-01 至 2022-06-02"),  # only the day was changed
        ("from=2022-02-01&to=2022-07-11&with=2022-07-11", "2022-02-01 至 2022-06-02"),
        ("from=2022-06-15&to=2022-07-11&with=2022-07-11", "2022-05-01 至 2022-06-02"),
        ("from=2022-02-01&to=2022-03-31&with=2022-07-11", "2022-02-01 至 2022-03-31"),  # a period of its own
        ("from=2022-06-01&to=2022-07-11", "2022-06-01 至 2022-07-11"),  # an address says what it says
    ],
)
def test_a_period_up_to_the_day_moves_along_with_it(log_in: LogIn, asked: str, period: str) -> None:
    page = log_in("officer").get(f"{reverse('reports:figures')}?as_of=2022-06-02&{asked}")

    assert page.context["asking"].period_text == period
    assert 'name="with" value="2022-06-02"' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("as_of=2022-07-12", "截止日还没有到"),
        ("as_of=2021-05-31", "这里的台账从 2021-06-01 起"),
        ("from=2020-01-01&to=2020-12-31", "这里的台账从 2021-06-01 起"),
        ("known=2022-07-12", "请选今天或以前的日子"),
        ("known=2020-01-01", "最早问到这一天"),
        ("known=昨天", "不是日期"),
        ("as_of=2022-13-01", "月份 13 不存在"),
        ("as_of=昨天", "不是日期"),
        ("from=2022-07-02&to=2022-07-01", "结束日期要在开始日期之后"),
    ],
)
def test_days_that_make_no_sense_are_refused_with_a_sentence(log_in: LogIn, asked: str, sentence: str) -> None:
    page = log_in("officer").get(f"{reverse('reports:figures')}?{asked}")

    assert page.status_code == 409
    assert sentence in page.content.decode()


def test_the_list_is_taken_away_as_a_sheet_that_is_noted(demo: Demo) -> None:
    answer = demo.client("county_officer").get(reverse("reports:figures") + "?export=xlsx")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    by_id = {row[8]: row for row in rows if row[8]}

    assert rows[0][0] == "演示数据"
    assert by_id["dispatch.members"][2:4] == (496, "人")
    assert by_id["dispatch.members_under_40_share"][2:5] == ("42.94", "%", "213 ÷ 496")
    assert len(by_id) == len(all_figures()) + 1  # and the head
    assert AccessLog.objects.latest("pk").what == "导出青岭县数字台账"


# ── N2 ──


def test_every_figure_opens_with_as_many_records_as_it_says(demo: Demo) -> None:
    """One page each; what the list shows below is what the number counts, to those who may read it."""
    officer, leader = demo.client("county_officer"), demo.client("county_office_leader")
    differing = []
    for figure in all_figures():
        client = leader if figure.for_few else officer
        page = client.get(reverse("reports:figures.one", args=[figure.id]))
        listed, answer = page.context["table"].paginator.count, page.context["answer"]
        said = answer.numerator if figure.in_hundredths else answer.value
        if listed != (answer.records.count() if carries_amounts(figure) else said):
            differing.append(figure.id)

    assert differing == []


@pytest.mark.django_db
def test_a_share_says_what_it_divides_and_opens_both(log_in: LogIn) -> None:
    page = log_in("officer").get(page_of("members_under_40_share"))

    assert "100.00%" in told(page)
    assert "未满40周岁3人÷在册队员3人" in told(page)
    assert page_of("members_under_40") in page.content.decode()


@pytest.mark.django_db
def test_a_record_leads_to_its_own_page(log_in: LogIn, cast: Cast) -> None:
    page = log_in("officer").get(page_of("members"))

    assert reverse("dispatch:members.one", args=[cast.member.cadre_id]) in page.content.decode()


@pytest.mark.django_db
def test_records_are_searched_and_the_day_stays(log_in: LogIn) -> None:
    page = log_in("officer").get(f"{page_of('members')}?as_of=2022-07-01&q=盘小妹")
    table = page.context["table"]

    assert (table.paginator.count, "黎明远" in told(page)) == (1, False)
    assert "as_of=2022-07-01" in table.clear_url
    assert "q=" not in table.clear_url


@pytest.mark.django_db
def test_records_are_taken_away_as_a_sheet(log_in: LogIn) -> None:
    answer = log_in("officer").get(f"{page_of('members')}?as_of=2022-07-01&export=xlsx")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)

    assert rows[0][0] == "在册队员（截止 2022-07-01）"
    assert len(rows) == 3 + 3


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("recall", "ended_by_recall"),
        ("removal", "ended_by_removal"),
        ("removal", "adjusted_or_removed"),
        ("adjustment", "ended_by_adjustment"),
    ],
)
@pytest.mark.django_db
def test_records_that_tell_how_people_left_are_read_and_not_taken_away(
    cast: Cast, log_in: LogIn, kind: str, name: str
) -> None:
    """R-TLK-09: not even by the officer who reads them; decisions/0007."""
    roster.end(cast.member, last_day=date(2022, 6, 30), kind=kind, by=operator())
    page, sheet = (log_in("officer").get(page_of(name) + more) for more in ("", "?export=xlsx"))

    assert "盘小妹" in told(page)
    assert "export=xlsx" not in page.content.decode()
    assert "只在这一页看，不导出" in told(sheet)
    assert not AccessLog.objects.filter(what__startswith="导出").exists()


def test_an_open_seat_says_since_when_and_until_when(demo: Demo) -> None:
    """R-SEL-11: fifteen days; the demo's two are one in time and one late."""
    page = demo.client("county_officer").get(page_of("vacancies"))

    assert "2022-06-27起空着，应于2022-07-12前补齐" in told(page)
    assert "2022-05-30起空着，应于2022-06-14前补齐，已过期" in told(page)


def test_townships_stand_in_the_order_of_their_codes_and_add_up(demo: Demo) -> None:
    """R-BUR-04: never ranked."""
    page = demo.client("county_officer").get(page_of("members") + "?part=parts")
    listed = page.context["parts"]

    assert "不排名" in told(page)
    assert [one.name for one in listed][:3] == ["明德街道", "文澜街道", "望江街道"]
    assert (len(listed), sum(int(one.shown) for one in listed)) == (20, 496)


def test_why_there_are_two_more_than_on_the_first_of_june(demo: Demo) -> None:
    page = demo.client("county_officer").get(page_of("members") + "?part=changes&against=2022-06-01")
    found = page.context["changed"]

    assert (found.shown_then, found.shown_now, found.difference) == ("494", "496", "多 2 人")
    assert [(moved.row.text, moved.why) for moved in found.came] == [
        ("谭永胜", "接替田永贵"),
        ("何雨晴", "接替尹芳"),
        ("彭嘉欣", "增派"),
        ("王立新", "接替宋家栋"),
        ("夏一鸣", "增派"),
    ]
    assert [(moved.row.text, moved.why) for moved in found.went] == [
        ("田永贵", "离任"),
        ("尹芳", "离任"),
        ("宋家栋", "离任"),
    ]
    assert {moved.who for moved in [*found.came, *found.went]} == {"李静文"}


@pytest.mark.django_db
def test_a_birthday_is_a_reason_too(log_in: LogIn, cast: Cast) -> None:
    cadre = cast.member.cadre
    cadre.person.birth_month = cadre.person.birth_month.replace(year=1982, month=7)
    cadre.person.save()

    page = log_in("officer").get(page_of("members_under_40") + "?part=changes&against=2022-06-30")

    assert [(moved.row.text, moved.why, f"{moved.on}") for moved in page.context["changed"].went] == [
        ("盘小妹", "满 40 周岁", "2022-07-01")
    ]


def test_a_share_tells_the_change_of_both_its_parts(demo: Demo) -> None:
    page = demo.client("county_officer").get(page_of("members_under_40_share") + "?part=changes&against=2022-06-30")
    found = page.context["changed"]

    assert (found.shown_then, found.shown_now, found.difference) == ("42.63", "42.94", "多 0.31 个百分点")
    assert [(one["before"], one["after"]) for one in found.of] == [("211", "213"), ("495", "496")]


def test_a_sum_tells_which_rows_have_another_amount(demo: Demo) -> None:
    page = demo.client("county_officer").get(page_of("vacancies") + "?part=changes&against=2022-06-01")

    assert [moved.why for moved in page.context["changed"].differs] != []
    assert all(re.fullmatch(r"\d → \d", moved.why) for moved in page.context["changed"].differs)


@pytest.mark.django_db
def test_one_compares_with_an_earlier_day_only(log_in: LogIn) -> None:
    page = log_in("officer").get(page_of("members") + "?part=changes&against=2022-07-11")

    assert page.status_code == 409
    assert "以前的日子" in page.content.decode()


@pytest.mark.django_db
def test_a_figure_nobody_registered_is_not_there(log_in: LogIn) -> None:
    assert log_in("officer").get(page_of("nobody")).status_code == 404


# ── who ──


@pytest.mark.django_db
@pytest.mark.parametrize("path", [page_of("members"), "/figures/"])
def test_nobody_opens_the_figures_of_a_township_that_is_not_theirs(log_in: LogIn, path: str) -> None:
    assert log_in("secretary").get(f"{path}?scope={DONGLING}").status_code == 200
    assert log_in("neighbour").get(f"{path}?scope={DONGLING}").status_code == 404
    assert log_in("neighbour_county").get(f"{path}?scope={DONGLING}").status_code == 404
    assert log_in("secretary").get(f"{path}?scope=990126").status_code == 404
    assert log_in("officer").get(f"{path}?scope=9901").status_code == 404
    assert log_in("officer").get(f"{path}?scope=x").status_code == 404


@pytest.mark.django_db
def test_the_neighbour_reads_no_name_of_dongling(log_in: LogIn) -> None:
    page = log_in("neighbour").get(page_of("members"))

    assert "骆远" in told(page)
    assert [name for name in ("黎明远", "盘小妹", "东岭镇") if name in told(page)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["liaison", "member", "first_secretary", "village_secretary", "system_admin"])
def test_figures_are_for_those_who_run_the_county(log_in: LogIn, who: str) -> None:
    assert log_in(who).get(reverse("reports:figures")).status_code == 403
    assert log_in(who).get(page_of("members")).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["", "&part=changes&against=2021-05-31"])
def test_a_prefecture_reads_totals_and_teams_but_no_persons(log_in: LogIn, part: str) -> None:
    page = log_in("prefecture_reader").get(f"{page_of('members')}?scope=990126{part}")

    assert page.status_code == 200
    assert "驻石坪村工作队" in told(page)
    assert [name for name in ("黎明远", "盘小妹", "1990-05") if name in told(page)] == []


@pytest.mark.django_db
def test_a_prefecture_reads_by_county(log_in: LogIn) -> None:
    page = log_in("prefecture_reader").get(page_of("members") + "?part=parts")

    assert [(one.name, one.shown) for one in page.context["parts"]] == [("青岭县", "3"), ("白水县", "0")]


@pytest.mark.django_db
def test_the_township_list_leads_to_the_township(log_in: LogIn, cast: Cast) -> None:
    make.posting(cast.xihe_team, make.cadre(unit=cast.water))
    page = log_in("officer").get(f"{page_of('members')}?scope={XIHE}")

    assert page.context["shown"] == "2"
    assert "按乡镇看" not in told(page)


LINK = re.compile(r'href="(/(?:teams|members|villages|units|figures)/[^"#]*)')


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize("who", ["officer", "organisation", "secretary", "clerk", "prefecture_reader"])
@pytest.mark.parametrize(
    "name", ["members", "postings_ended", "teams", "must_cover_places", "must_cover_pairs", "sending_units"]
)
def test_no_record_leads_to_a_page_one_may_not_open(cast: Cast, log_in: LogIn, who: str, name: str) -> None:
    """Two townships share a team, and somebody left, so that there is something out of reach to link to."""
    beyond = make.place(cast.xihe, "990126102202", "河口村", tags=("demonstration",))
    roster.serve(cast.team, place=beyond, since=SINCE, by=operator())
    roster.end(cast.member, last_day=date(2022, 6, 30), kind="adjustment", by=operator())
    client = log_in(who)

    links = set(LINK.findall(client.get(page_of(name)).content.decode().replace("&amp;", "&")))

    assert {link: client.get(link).status_code for link in links if client.get(link).status_code != 200} == {}


# ── how much it asks ──


OF_TOPICS = 60  # each topic counts its own figures in as few queries as it can; plain counts of one topic are one query
TOWNSHIPS = 20  # each is asked for a figure one of whose rows may count in several of them
IN_SEVERAL = {figure.id for figure in all_figures() if figure.id.startswith("six_ones.linkers")}
ONE_OF_EACH = {(f.rows, f.kind, f.has_period, f.group in ("职级", "任期", "核定和空缺")): f for f in all_figures()}


@pytest.mark.sqlite
@pytest.mark.parametrize("figure", ONE_OF_EACH.values(), ids=lambda figure: figure.id)
def test_no_page_of_a_figure_asks_too_much(demo: Demo, figure: Any) -> None:
    client = demo.client("county_officer")
    path = reverse("reports:figures.one", args=[figure.id])
    parts = ["", "?part=changes&against=2022-06-01"] + ["?part=parts"] * may_be_grouped(figure)

    asked = {}
    for part in parts:
        forget()  # so that it hangs on no page asked before
        with CaptureQueriesContext(connection) as queries:
            client.get(path + part)
        asked[part] = len(queries)

    most = BOUND + BOTH_PARTS * bool(figure.of)
    more = {"?part=parts": TOWNSHIPS} if figure.id in IN_SEVERAL else {}
    assert {part: count for part, count in asked.items() if count > most + more.get(part, 0)} == {}


def test_the_list_of_all_figures_asks_no_more_than_one_of_them(demo: Demo) -> None:
    client = demo.client("county_officer")
    forget()
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("reports:figures"))

    assert len(queries) <= BOUND + OF_TOPICS
