"""产业项目 and its pages: the list, one project, each step; what a neighbour gets; what comes in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import SHIPING, SINCE, TODAY, Cast, operator
from tests.imports import xlsx
from zhucun.dispatch.handover.matters import matters_of
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.dispatch.roster.livelihoods import livelihoods_of
from zhucun.org.places import acts as places
from zhucun.sheets.plan import Outcome
from zhucun.six_ones.developing.step_pages import STEPS
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]


def registered(cast: Cast, name: str = "香菇大棚") -> IndustryProject:
    told = {"planned_on": SINCE, "planned_start": TODAY - timedelta(days=3)}
    return projects.register(cast.shiping, name=name, **told, by=cast.actor("clerk"))


def test_a_clerk_registers_one_and_the_team_takes_it_on_in_two_presses(cast: Cast, log_in: LogIn) -> None:
    clerk, member = log_in("clerk"), log_in("member")
    told = {"name": "香菇大棚", "product": "香菇", "field": "planting", "planned_start": "2022-08-01"}
    clerk.post(f"/projects/new/{SHIPING}/", {**told, "land_tenths": "12.5", "households_meant": "20"})
    row = IndustryProject.objects.get()
    assert (row.land_tenths, row.households_meant) == (125, 20)

    shown = member.get(f"/projects/{row.pk}/").content.decode()
    assert f"/projects/{row.pk}/advance/" in shown
    assert f"/projects/{row.pk}/money/" not in shown
    member.post(f"/projects/{row.pk}/advance/", {"on": "2022-07-11"})
    row.refresh_from_db()
    assert (row.state, row.started_on) == ("started", TODAY)

    line = {"kind": "applied", "on": "2022-07-11", "fen": "12 万", "number": "产请〔2022〕1号", "funder": "bridging"}
    clerk.post(f"/projects/{row.pk}/money/", line)
    assert "120000 元" in member.get(f"/projects/{row.pk}/").content.decode()
    clerk.post(f"/projects/money/{ProjectMoney.objects.get().pk}/correct/", {"reason": "记重了"})
    assert ProjectMoney.objects.count() == 2
    places.add_household(cast.shiping, head_name="石老根", since=SINCE, by=operator())
    member.post(f"/projects/{row.pk}/households/", {"names": "石老根"})
    assert "石老根" in member.get(f"/projects/{row.pk}/").content.decode()
    assert "没有叫" in member.post(f"/projects/{row.pk}/households/", {"names": "没有这户"}).content.decode()


def test_why_is_one_sentence_behind_the_waiting_line(cast: Cast, log_in: LogIn) -> None:
    row, member = registered(cast), log_in("member")
    assert f"/projects/{row.pk}/say_why/" in member.get("/waiting/").content.decode()
    member.post(f"/projects/{row.pk}/say_why/", {"reason": "菌棒还没到货"})
    assert "菌棒还没到货" in member.get("/projects/").content.decode()
    assert f"/projects/{row.pk}/say_why/" not in member.get(f"/projects/{row.pk}/").content.decode()


def test_every_step_there_is_has_its_page_and_a_neighbour_none(cast: Cast, log_in: LogIn) -> None:
    row, clerk = registered(cast), log_in("clerk")
    for verb in STEPS:
        assert clerk.get(f"/projects/{row.pk}/{verb}/").status_code == 200, verb
    assert clerk.get(f"/projects/{row.pk}/nonsense/").status_code == 404
    for who in ("neighbour", "neighbour_county"):
        client = log_in(who)
        assert "香菇大棚" not in client.get("/projects/").content.decode()
        for address in (f"{row.pk}/", f"{row.pk}/advance/", f"{row.pk}/money/", f"new/{SHIPING}/"):
            assert client.get(f"/projects/{address}").status_code == 404, address


def test_list_and_project_ask_few_questions(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [registered(cast, f"第 {n} 项") for n in range(12)]
    clerk = log_in("clerk")
    for address in ("/projects/", f"/projects/{rows[0].pk}/", "/projects/specialities/", "/projects/incomes/"):
        clerk.get(address)
        with django_assert_max_num_queries(13):  # its sums stand in two ledgers
            clerk.get(address)


HEAD = ("项目名称", "乡镇", "村", "主导产品", "计划开工日期", "开工日期", "完工日期", "占地面积", "带动户数")
DONE = ("香菇大棚", "东岭镇", "石坪村", "香菇", "2022-03-01", "2022-03-05", "2022-05-09", "12.5", "20户")
MONEY_HEAD = ("项目名称", "乡镇", "村", "资金环节", "日期", "金额", "文号", "资金来源")


def told(**changed: str) -> list[str]:
    return list({**dict(zip(HEAD, DONE, strict=True)), **changed}.values())


def test_projects_and_their_money_of_before_come_in_once(cast: Cast, log_in: LogIn) -> None:
    """And what goes out is what comes in."""
    by = cast.actor("clerk")
    late = told(项目名称="油茶林", 计划开工日期="2022-07-01", 开工日期="", 完工日期="")
    data = xlsx(told(), late, head=HEAD, title="产业项目")
    assert bring_in(data, "产业.xlsx", Choices(), by=by).file.counts == {"projects": 2}
    assert look(data, "产业.xlsx", Choices(), by=by).changes_nothing
    first, other = IndustryProject.objects.order_by("pk")
    assert (first.state, first.land_tenths, first.households_meant) == ("finished", 125, 20)
    assert (other.state, other.team) == ("planned", cast.team)
    file = log_in("officer").get("/projects/?export=xlsx").getvalue()
    assert look(file, "导出.xlsx", Choices(), by=by).changes_nothing

    line = ["香菇大棚", "东岭镇", "石坪村"]
    rows = (
        [*line, "到账", "2022-04-10", "8万", "拨1", "衔接资金"],
        [*line, "批复", "2022-04-01", "10万", "县财农[2022]9号", "衔接资金"],
        [*line, "支出", "2022-05-01", "8万", "付1", "衔接资金"],
    )
    data = xlsx(*rows, head=MONEY_HEAD, title="产业项目资金")
    assert bring_in(data, "资金.xlsx", Choices(), by=by).file.counts == {"project_money": 3}
    assert look(data, "资金.xlsx", Choices(), by=by).changes_nothing


def test_what_is_wrong_is_named_at_its_line(cast: Cast) -> None:
    registered(cast)
    by = cast.actor("clerk")
    rows = (
        told(项目名称="倒着", 完工日期="2022-03-01"),
        told(项目名称="没开工", 开工日期=""),
        told(项目名称="找 13800138000"),
        told(项目名称="两遍"),
        told(项目名称="两遍"),
    )
    plan = look(xlsx(*rows, head=HEAD, title="产业项目"), "产业.xlsx", Choices(), by=by)
    said = "".join(fault.problem for entry in plan.entries for fault in entry.faults)
    for words in ("不能在那以前完成", "没有写哪天开工", "手机号", "和第 6 行是同一个项目"):
        assert words in said
    assert [entry.outcome for entry in plan.entries].count(Outcome.REFUSED) == 4

    line = ["香菇大棚", "东岭镇", "石坪村"]
    lines = (
        [*line, "到账", "2022-04-10", "8万", "拨1", ""],
        ["没有这项", "东岭镇", "石坪村", "申请", "2022-04-10", "8万", "", ""],
        [*line, "批复", "2022-05-10", "8万", "", ""],
    )
    plan = look(xlsx(*lines, head=MONEY_HEAD, title="产业项目资金"), "资金.xlsx", Choices(), by=by)
    said = "".join(fault.problem for entry in plan.entries for fault in entry.faults)
    for words in ("批复了还没到账的只有 0 元", "没有叫“没有这项”的产业项目", "批复文号"):
        assert words in said


def test_a_successor_and_who_looks_for_a_mentor_learn_of_it(cast: Cast) -> None:
    registered(cast)
    projects.register(cast.shiping, name="油茶林", product="油茶", planned_start=TODAY, by=cast.actor("clerk"))
    said = [one.sentence for one in matters_of([cast.member], TODAY)[cast.member.pk]]
    assert "队里没走完的产业项目 2 项，其中 1 项过了计划开工日，接着推进" in said
    assert livelihoods_of([cast.team.pk]) == {cast.team.pk: frozenset({"油茶"})}
