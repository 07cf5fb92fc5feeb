"""What villages live on and mean to: projects with their days, their money, specialities, collective income; as values.

As many as the report of July 2022 speaks of, on invented villages; nobody is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zhucun.demo.invented import Dice

LAST = date(2022, 7, 11)
FINISHED, STARTED, LATE, NOT_YET, STOPPED = 167, 206, 11, 48, 5
SPECIALITIES = 86
APPLIED_YUAN, WAN = 45_276_000, 10_000
SEED = 432
UNEXPLAINED_EVERY = 3  # of the late ones, so many have not told why
PRODUCTS = (
    ("香菇", "planting", ("大棚二期", "菌棒加工点", "烘干房")),
    ("油茶", "planting", ("低产林改造", "育苗基地", "榨油坊")),
    ("黄桃", "planting", ("基地扩种", "冷库", "分拣棚")),
    ("高山稻米", "planting", ("良种示范田", "烘干中心", "精米加工线")),
    ("土蜂蜜", "breeding", ("蜂场扩群", "灌装间")),
    ("生姜", "planting", ("种姜基地", "姜窖改造")),
    ("肉牛", "breeding", ("养殖小区", "青贮池", "牛棚改造")),
    ("黑山羊", "breeding", ("种羊场", "羊舍改造")),
    ("土鸡", "breeding", ("林下散养场", "孵化室")),
    ("稻花鱼", "breeding", ("稻鱼共生田", "鱼苗池")),
    ("笋干", "processing", ("加工作坊", "晾晒场")),
    ("茶叶", "planting", ("茶园改造", "制茶车间")),
    ("百合", "planting", ("连片种植", "粉条加工点")),
    ("脐橙", "planting", ("果园滴灌", "选果线")),
    ("腊味", "processing", ("熏房改造", "包装车间")),
    ("农家乐", "tourism", ("民宿改造", "游步道", "停车场")),
    ("土货", "trade", ("电商服务点", "快递驿站")),
)
PLANS = ("产业发展规划（2021—2025）", "年度产业计划", "")
WHY_LATE = ("菌棒还没到货。", "用地手续还在办。", "承包人资金没凑齐，换了一家在谈。", "连着下雨，进场路没干。")
WHY_STOPPED = ("承包人退出，没有接手的。", "选址占了基本农田，不能建。")
NOTES = ("连片 {n} 亩", "年产 {n} 吨", "{n} 户在种", "有合作社，{n} 户入社")
EARNED_FROM = ("出租厂房和门面", "合作社分红", "光伏发电", "山林流转", "水电站租金")
NOTED = {
    "planting": (
        "和种植户看了长势，约了农技员周五来",
        "送去肥料清单，缺的两样帮着联系了供销社",
        "量了还要修的水渠，报给了镇里",
    ),
    "breeding": ("看了防疫记录，催了第二批疫苗", "陪收购商看了存栏，谈好按批上门收", "清了栏舍排水，怕再下大雨"),
    "processing": ("看了设备安装，电力增容的单子递了", "帮着对了包装上的标签，改了两处", "请人验了烘房的线路"),
    "tourism": ("走了一遍步道，护栏还差两段", "和农户定了统一的价目牌", "给几家改了厨房的排烟"),
    "trade": ("教村里两个年轻人开了网店", "和快递公司谈了下乡的班次", "清点了库存，联系了单位食堂订货"),
}
NOTED_EVERY, NOTED_DAYS = 3, 9  # of the projects under way; in the first days of the month
GRANT_DAYS = (date(2021, 9, 16), date(2021, 12, 10), date(2022, 3, 18), date(2022, 5, 27))
GRANTS = ("县财农〔2021〕31号", "县财农〔2021〕46号", "县财农〔2022〕9号", "县财农〔2022〕22号")
FUNDERS = ("bridging",) * 6 + ("finance",) * 2 + ("unit", "village")
WRONG_EVERY = 140  # of so many lines one was written twice and taken back


@dataclass(frozen=True)
class Project:
    """`became`: finished, started, late, not_yet, stopped."""

    place: str
    name: str
    product: str
    field: str
    plan: str
    planned_on: date
    planned_start: date
    planned_finish: date
    land_tenths: int | None
    households_meant: int
    became: str
    started_on: date | None = None
    finished_on: date | None = None
    stopped_on: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Line:
    """Of the project at that place in the list."""

    project: int
    kind: str
    on: date
    yuan: int
    number: str
    funder: str


@dataclass(frozen=True)
class Speciality:
    place: str
    product: str
    since: date
    note: str


@dataclass(frozen=True)
class Income:
    place: str
    year: int
    yuan: int
    note: str


def projects(places: Sequence[tuple[str, str, date]]) -> list[Project]:
    """Of places as (code, name, from when they may have any): two or three each; the first place has a late one."""
    dice = Dice(SEED)
    became = ["finished"] * FINISHED + ["started"] * STARTED + ["not_yet"] * NOT_YET + ["stopped"] * STOPPED
    became = ["late", *dice.shuffled([*became, *["late"] * (LATE - 1)])]
    rounds = [*places, *places, *dice.shuffled(list(places))]
    told = [_project(dice, *rounds[at], n=at // len(places), became=one) for at, one in enumerate(became)]
    return sorted(told, key=lambda one: (one.planned_on, one.place, one.name))


def _project(dice: Dice, code: str, name: str, since: date, *, n: int, became: str) -> Project:
    """The products of a place follow each other, so that no name comes twice."""
    product, field, kinds = PRODUCTS[(int(code) * 7 + n * 5) % len(PRODUCTS)]
    planned_on = max(since + timedelta(days=7), date(2021, 7, 5) + timedelta(days=dice.below(300)))
    start = planned_on + timedelta(days=dice.between(10, 40))
    finish = start + timedelta(days=dice.between(60, 240))
    land = dice.between(2, 300) * 10 + dice.pick((0, 0, 5)) if field in ("planting", "breeding") else None
    plan = dice.pick(PLANS)
    told = Project(
        code,
        f"{name}{product}{dice.pick(kinds)}",
        product,
        field,
        f"{name}{plan}" if plan else "",
        planned_on,
        start,
        finish,
        land,
        dice.between(5, 60),
        became,
    )
    return _as_it_went(dice, told)


def _as_it_went(dice: Dice, told: Project) -> Project:
    """The days of what became of it lie between its plan and today."""
    if told.became == "late":
        on = max(told.planned_on + timedelta(days=5), LAST - timedelta(days=dice.between(6, 60)))
        return replace(told, planned_start=on, planned_finish=on + timedelta(days=150), why=dice.pick(WHY_LATE))
    if told.became == "not_yet":
        on = LAST + timedelta(days=dice.between(5, 140))
        return replace(told, planned_start=on, planned_finish=on + timedelta(days=150))
    latest = LAST - timedelta(days=3)
    if told.became == "stopped":
        on = min(latest, told.planned_on + timedelta(days=dice.between(30, 60)))
        return replace(told, stopped_on=on, why=dice.pick(WHY_STOPPED))
    started = min(told.planned_start + timedelta(days=dice.between(-5, 12)), latest - timedelta(days=20))
    started = max(started, told.planned_on)
    if told.became == "started":
        return replace(told, started_on=started, planned_finish=max(told.planned_finish, LAST + timedelta(days=20)))
    room = (latest - started).days
    return replace(told, started_on=started, finished_on=started + timedelta(days=dice.between(room // 2, room)))


def money(told: Sequence[Project]) -> list[Line]:
    """Every third plan asks for nothing; what all the others ask for comes to the sum of the report."""
    dice, lines = Dice(SEED + 1), []
    asking = [at for at, one in enumerate(told) if at % 3 != 2 and one.planned_on < date(2022, 6, 1)]
    left = APPLIED_YUAN
    for n, at in enumerate(asking):
        others = len(asking) - n - 1
        yuan = left if not others else min(left - others * WAN, dice.between(4, 28) * WAN)
        left -= yuan
        lines += _of_project(dice, told[at], at, yuan, n)
    return sorted(lines, key=lambda one: (one.on, KINDS.index(one.kind), one.project))


KINDS = ("applied", "granted", "arrived", "spent")


def _of_project(dice: Dice, told: Project, at: int, yuan: int, n: int) -> list[Line]:
    on, funder = told.planned_on + timedelta(days=dice.between(2, 12)), dice.pick(FUNDERS)
    lines = [Line(at, "applied", on, yuan, f"产请〔{on.year}〕{n + 1:03}号", funder)]
    batch = next((k for k, day in enumerate(GRANT_DAYS) if day > on), None)
    if batch is None or told.became == "stopped" or dice.chance(12):
        return lines
    granted = yuan // 10_000 * dice.pick((8_000, 9_000, 10_000, 10_000))
    lines.append(Line(at, "granted", GRANT_DAYS[batch], granted, GRANTS[batch], funder))
    arrived_on = GRANT_DAYS[batch] + timedelta(days=dice.between(15, 40))
    if arrived_on > LAST or dice.chance(10):
        return lines
    arrived = granted if dice.chance(70) else granted * 6 // 10
    lines.append(Line(at, "arrived", arrived_on, arrived, f"拨{n + 1:03}", funder))
    if told.started_on is None:
        return lines
    spent_on = max(arrived_on, told.started_on) + timedelta(days=dice.between(5, 45))
    spent = arrived if told.became == "finished" else arrived * dice.between(2, 8) // 10
    return [*lines, Line(at, "spent", spent_on, spent, f"付{n + 1:03}", funder)] if spent_on <= LAST else lines


def noted(at: int, field: str) -> tuple[date, str]:
    """When and what a team wrote of the project that stands there in the list."""
    words = NOTED.get(field, NOTED["trade"])
    return LAST.replace(day=1 + at % NOTED_DAYS), words[at // NOTED_EVERY % len(words)]


def specialities(told: Sequence[Project]) -> list[Speciality]:
    """Of villages where something was begun, the first of each."""
    dice = Dice(SEED + 2)
    found: dict[str, Speciality] = {}
    for one in told:
        if one.started_on and one.place not in found and len(found) < SPECIALITIES:
            note = dice.pick(NOTES).format(n=dice.between(20, 400))
            found[one.place] = Speciality(one.place, one.product, one.started_on, note)
    return list(found.values())


def incomes(places: Sequence[tuple[str, str, date]]) -> list[Income]:
    dice = Dice(SEED + 3)
    found = []
    for code, _, _ in places:
        base, source = dice.between(4, 26) * WAN + dice.below(90) * 100, dice.pick(EARNED_FROM)
        found += [
            Income(code, 2020, base, source),
            Income(code, 2021, base * dice.between(100, 128) // 100, source),
        ]
    return found
