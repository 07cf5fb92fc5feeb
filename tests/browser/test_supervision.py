"""监管 walked by each role in turn, with what is not pressed done by acts: J3 from the draw to 销号, J4 to 双约谈."""

import pytest
from playwright.sync_api import Page, expect

from tests import assessing, inspecting
from tests.browser.site import Site
from tests.browser.watching import HEIGHT, Watched
from tests.cast import DONGLING, TODAY, Cast
from tests.standing import it_is
from zhucun.oversight.assessment import deciding
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.inspection import walking
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.schemes.rules import Grade
from zhucun.oversight.talks.models import DualTalk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
DESK, PHONE = 1366, 390
PROBLEM, WHY = "走访本 9 页内容雷同", "一季里走访少"


class Turns:
    """Whoever's turn it is, at a page; a tab each."""

    def __init__(self, site: Site, cast: Cast) -> None:
        self._site, self._cast = site, cast
        self._tabs: dict[str, tuple[Watched, int]] = {}

    def at(self, who: str, path: str, width: int = DESK) -> Page:
        if who not in self._tabs:
            size = {"width": width, "height": HEIGHT}
            self._tabs[who] = self._site.as_account(self._cast.accounts[who], viewport=size), width
        page = self._tabs[who][0].page
        page.goto(self._site.base + path)
        return page

    def faults(self) -> list[str]:
        """Of any tab: what the console said on the way, and where it stands now what runs over the edge."""
        return [f"{who}: {one}" for who, (tab, width) in self._tabs.items() for one in tab.seen("", width=width).faults]


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


@pytest.fixture
def turns(small: Site, cast: Cast) -> Turns:
    return Turns(small, cast)


def test_one_finding_from_the_draw_to_closing(turns: Turns, cast: Cast) -> None:
    row = inspecting.sealed(cast, size=2)
    it_is(TODAY, 12)
    office = turns.at("officer", "/inspection/")
    office.get_by_role("link", name="录入，抽签").click()
    office.get_by_label("公布的数").fill("03 11 17")
    office.get_by_label("再填一遍").fill("03 11 17")
    press(office, "抽签")
    expect(office.get_by_role("main")).to_contain_text("抽定，不能重抽")

    group = turns.at("inspector", "/site/", PHONE)
    group.get_by_role("link", name="石坪").click()
    item = group.locator("fieldset.look", has_text="监测户")
    item.locator("label.partly").click()
    item.get_by_label("看到什么，一句话").fill(PROBLEM)
    item.get_by_text("要整改").click()
    press(group, "签字交回")
    expect(group.get_by_role("main")).to_contain_text("记录交回了")

    office = turns.at("officer", "/rectification/compose/")
    office.get_by_label(PROBLEM, exact=True).check()
    press(office, "起草，并入")
    expect(office.get_by_role("main")).to_contain_text("致县档案馆")
    press(office, "出送签稿")
    office.get_by_role("link", name="录入已签发…").click()
    office.get_by_label("函号", exact=True).fill("青驻办函〔2022〕1号")
    office.get_by_label("签发人", exact=True).fill("唐志远")
    press(office, "录入，发出")

    unit = turns.at("liaison", "/rectify/", PHONE)
    unit.get_by_role("link", name=PROBLEM).click()
    unit.get_by_label("改了什么，改成什么样").fill("走访本按户重写，逐户核过")
    press(unit, "提交反馈")
    township = turns.at("secretary", "/rectify/", PHONE)
    township.get_by_role("link", name=PROBLEM).click()
    press(township, "属实，签")

    item = RectificationItem.objects.get()
    leader = turns.at("office_leader", f"/rectification/items/{item.pk}/")
    leader.get_by_label("看了材料，改到位，销号").check()
    press(leader, "提交复核")
    expect(leader.get_by_role("main")).to_contain_text("唐志远")
    item.refresh_from_db()
    assert (item.state, item.closed_by) == ("closed", "唐志远")

    away = row.drawn.get(state="waiting")
    walking.miss(away, reason="水漫桥过不去", by=inspecting.inspector_on(cast, "inspector", TODAY))
    press(turns.at("officer", "/inspection/"), "登记这一周走完")
    township = turns.at("secretary", f"/inspection/{row.pk}/process/", PHONE)
    expect(township.get_by_role("main")).to_contain_text("三样都对得上")
    assert turns.faults() == []


def test_one_fair_grade_from_its_score_to_both_talks(turns: Turns, cast: Cast) -> None:
    cycle = assessing.cycle(cast)
    for sheet in ScoreSheet.objects.of(cycle).exclude(posting=cast.first_secretary):
        deciding.decide(sheet, grade=Grade.SECOND, reason="没有人评，按平时", by=cast.actor("officer"))
    here = f"/assessment/{cycle.pk}/"

    township = turns.at("secretary", here)
    township.get_by_role("link", name="乡镇评分").click()
    township.get_by_label("黎明远", exact=True).fill("62")
    press(township, "报上去")
    expect(township.get_by_role("main")).to_contain_text("评了 1 个")

    office = turns.at("officer", f"{here}?township={DONGLING}")
    office.get_by_role("link", name="打开").click()
    office.get_by_text("一般", exact=True).locator("visible=true").first.click()
    office.get_by_label("理由").fill(WHY)
    press(office, "核定黎明远")
    office.get_by_role("link", name="转入公示").click()
    press(office, "转入公示")
    expect(office.get_by_role("main")).to_contain_text("转入公示了")
    it_is(TODAY.replace(day=19))
    turns.at("officer", here).get_by_role("link", name="结果运用").click()
    press(office, "结果运用")

    leader = turns.at("office_leader", "/talks/consequences/")
    leader.get_by_label("选中黎明远").check()
    press(leader, "办打勾的")
    press(leader, "办这 1 件")
    expect(leader.get_by_role("main")).to_contain_text("通知发出去了")

    member = turns.at("first_secretary", "/own-talks/", PHONE)
    member.get_by_role("link", name="乡镇谈").click()
    member.get_by_role("link", name="作说明").click()
    member.get_by_label("你的说明").fill("六月多在县里开会")
    press(member, "交上去")
    for who in ("secretary", "liaison"):
        side = turns.at(who, "/own-talks/", PHONE if who == "liaison" else DESK)
        side.get_by_role("link", name="黎明远").click()
        side.get_by_role("link", name="谈了，登记").click()
        side.get_by_label("谈了什么").fill("指出走访少")
        if who == "liaison":
            side.get_by_label("当面怎么说的").fill("认")
        press(side, "登记")

    dual = DualTalk.objects.get()
    leader = turns.at("office_leader", f"/talks/dual/{dual.pk}/")
    expect(leader.get_by_role("main")).to_contain_text("两方都谈了")
    assert turns.faults() == []
