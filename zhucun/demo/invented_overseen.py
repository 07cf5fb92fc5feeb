"""What was inspected, found and to be put right from autumn 2021 on; letters as the board shows them (G4).

All of it is invented. Which teams are drawn follows from the draw itself; what is told of by name has its own visits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

INSPECTORS_OF = (
    "县委巡察办",
    "县纪委监委机关",
    "县审计局",
    "县委组织部",
    "县农业农村局",
    "县乡村振兴局",
    "县财政局",
    "县统计局",
    "县民政局",
)
APPOINTED_ON = date(2021, 8, 30)
PLAN = {2021: "青驻办发〔2021〕16号", 2022: "青驻办发〔2022〕2号"}
GROUPS, GROUP_DAYS = 3, (1, 2, 3)  # so many groups, on which days after Monday
GROUP_DAYS_NOW = (0, 1, 3)  # this week the first goes on the county's own day
SIZES = {2021: 8, 2022: 12}
NO_ROUND = {date(2021, 10, 4), date(2022, 1, 31), date(2022, 5, 2)}  # holidays
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Round:
    """The week's draw: sealed on the Friday before, drawn that evening by the number that came out."""

    monday: date

    @property
    def key(self) -> str:
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def sealed_on(self) -> date:
        return self.monday - timedelta(days=3)

    @property
    def done_on(self) -> date:
        return self.monday + timedelta(days=4)

    @property
    def size(self) -> int:
        return SIZES[self.monday.year]


def _rounds() -> Iterator[Round]:
    """Every other week at first, weekly since January."""
    monday = date(2021, 9, 6)
    while monday <= date(2022, 7, 11):
        if monday not in NO_ROUND and not date(2021, 12, 20) < monday < date(2022, 1, 10):
            yield Round(monday)
        monday += WEEK * (2 if monday < date(2021, 12, 20) else 1)


ROUNDS = tuple(_rounds())
NO_ROUND_WEEKS = {*NO_ROUND, date(2022, 1, 3)}
NOW = ROUNDS[-1]
NEXT, NEXT_NUMBER = Round(NOW.monday + WEEK), "03 08 11 17 21"  # sealed, its number out, not drawn yet
QUARTER, YEAR = "2022-Q1", "2021"
TICKED_BY_THEMSELVES = {QUARTER, YEAR, *(one.key for one in ROUNDS)}  # what came due and has its own books


@dataclass(frozen=True)
class Problem:
    """What was found. `hard` has thirty days, `now` three working days; `paired` is about what the unit does."""

    kind: str
    text: str
    item: str = ""
    deadline: str = "normal"
    about: str = ""
    reply: str = "改好了，有记录可查。"
    stands: str = "closed"  # how far it is on the county's day

    @property
    def is_open(self) -> bool:
        return self.stands != "closed"


def _p(kind: str, text: str, reply: str = "", *, item: str = "", deadline: str = "normal", **more: str) -> Problem:
    told = {"reply": reply} if reply else {}
    return Problem(kind, text, item, deadline, **told, **more)


HARD = {"deadline": "hard"}
ABSENT_SEEN = (date(2022, 6, 9), date(2022, 7, 1))  # of the one whose recall is proposed
ABSENT_WHERE, ABSENT_WHO = "柳溪镇茶园村", "欧阳平"
FIRST_ABSENT = f"{ABSENT_WHO}6月9日不在村，没有请假"
STILL_ABSENT = f"{ABSENT_WHO}7月1日复查时仍不在村，没有请假"


@dataclass(frozen=True)
class Letters:
    """一期; its problems are found in the weeks before it, by the groups that were drawn."""

    number: int
    on: date
    problems: tuple[Problem, ...]


LETTERS = (
    Letters(
        1,
        date(2022, 2, 18),
        (_p("commuting", "队员节后一周没有在村住", "三人都搬回村部住，轮流做饭", item="lives_there"),),
    ),
    Letters(
        2,
        date(2022, 3, 4),
        (_p("style", "村务公开栏去年12月以后没有更新", "补到2月，以后每月5日前贴", item="published"),),
    ),
    Letters(
        3,
        date(2022, 3, 25),
        (
            _p("false_ledger", "走访记录两本笔迹、内容一样", "重新走了一遍，按户重记", item="monitored"),
            _p("support", "答应的工作经费两个季度没有到账", "1 万元到账，票据已送乡镇", about="paired"),
        ),
    ),
    Letters(
        4,
        date(2022, 4, 8),
        (
            _p("idle", "春耕农资需求没有摸底", "摸了 87 户，报了化肥 12 吨", item="deeds"),
            _p("style", "监测户户档里没有3月的情况", "逐户补记，难处列了表", item="monitored"),
            _p("unit_slack", "单位主要负责人半年没有到过村", "主要负责人4月到村两次，开了座谈会", about="paired"),
        ),
    ),
    Letters(
        5,
        date(2022, 4, 24),
        (
            _p("two_ends", "队员每周只来三天，单位还派着业务", "单位发文脱开业务，已全脱产", item="lives_there"),
            _p("not_accepted", "问了五户，四户不认得队长", "一个月上门走完了全村", item="known", deadline="hard"),
            _p("false_ledger", "产业项目进度和现场对不上", "台账改实，写明还差两口井", item="project"),
        ),
    ),
    Letters(
        6,
        date(2022, 5, 13),
        (
            _p("style", "4月账目没有上墙", "补贴了，村监会主任签了字", item="published"),
            _p("commuting", "宿舍没有生活用品，不像有人住", "添了床和炊具，已住村", item="lives_there"),
            _p("idle", "月列会三个月没有开", "5月开了，定了三件事", item="deeds"),
            _p("support", "队员意外险没有续上", "已补缴，保单送到乡镇", about="paired", deadline="now"),
        ),
    ),
    Letters(
        7,
        date(2022, 6, 2),
        (
            _p("style", "残疾户护理补贴漏报一户", "已补报，5月起发", item="monitored"),
            _p("false_ledger", "帮扶手册收入没有更新", "逐户核了一遍，手册已更新"),
            _p("name_only", "名单上的第二队员一个月没有到岗", "单位已撤回兼职，人到岗", item="present", deadline="now"),
            _p("style", "防汛转移名单没有贴出来", "贴在村部和两个组", item="published"),
            _p("unit_slack", "结对干部一季度没有入户", "十二名结对干部都到了户", about="paired"),
            _p("support", "村部宿舍屋顶漏水", item="lives_there", stands="extended", **HARD),
            _p("not_accepted", "水渠清淤拖了两个月，群众有意见", item="deeds", stands="extended", **HARD),
            _p("false_ledger", "集体经济账和银行流水对不上", item="project", stands="returned", **HARD),
            _p("style", "低保复核入户记录不全", item="monitored", stands="returned", **HARD),
        ),
    ),
    Letters(
        8,
        date(2022, 6, 17),
        (
            _p("absent", FIRST_ABSENT, "已写检查，考勤按缺勤记", item="present", deadline="now"),
            _p("style", "防汛值班表上的电话打不通", "换了号码，抽查都通", deadline="now"),
            _p("style", "5月村务公开没有村监会签字", "补签了，以后先签后贴", item="published"),
            _p("false_ledger", "香菇基地台账的亩数多记八亩", item="project", stands="open", **HARD),
            _p("idle", "答应修的组道没有开工", item="deeds", stands="open", **HARD),
            _p("not_accepted", "换届后队长没有和组长见过面", item="known", stands="open", **HARD),
            _p("support", "工作队没有电脑和打印机", about="paired", stands="open", **HARD),
            _p("unit_slack", "消费帮扶只签了意向，没有下单", about="paired", stands="open", **HARD),
            _p("idle", "夜校办了一场就停了", item="deeds", stands="open", **HARD),
            _p("style", "厕改问题户没有回访", item="monitored", stands="open"),
            _p("false_ledger", "走访记录6月以前空白", item="monitored", stands="open", **HARD),
        ),
    ),
)


@dataclass(frozen=True)
class Seen:
    """Somewhere the office went without the lot, and what it found there."""

    where: str
    on: date
    problems: tuple[Problem, ...]
    absent: str = ""


SPOT_REASON = "二季度末，一镇抽一村，看上半年的事"
NINTH = date(2022, 7, 1)
SPOTS = (
    Seen("双江镇李家湾村", date(2022, 6, 27), (_p("commuting", "宿舍久无人住", item="lives_there", stands="issued"),)),
    Seen(
        "枫林镇樟树下村",
        date(2022, 6, 27),
        (_p("commuting", "队员没有住在村里", "两人已住进村部，驻村办7月6日夜里看过", item="lives_there"),),
    ),
    Seen("东岭镇石坪村", date(2022, 6, 28), (_p("support", "工作经费台账未建", about="paired", stands="issued"),)),
    Seen(
        "清源镇铁炉村",
        date(2022, 6, 28),
        (_p("false_ledger", "走访记录照抄，6月走访本9页内容雷同", item="monitored", deadline="now", stands="open"),),
    ),
    Seen(
        "龙潭镇白水村",
        date(2022, 6, 29),
        (_p("style", "村务公开栏空白", item="published", stands="open"),),
    ),
    Seen(
        "云台镇枫木冲村",
        date(2022, 6, 30),
        (
            _p(
                "style",
                "村务公开栏5月账目未更新",
                "5月、6月账目7月3日已补贴上墙，村监会主任签字；今后每月5日前由石小满负责更新",
                item="published",
                stands="signed",
            ),
            _p("false_ledger", "产业台账缺地块号", item="project", stands="open"),
        ),
    ),
    Seen("太和镇大湾村", date(2022, 6, 29), (_p("idle", "监测户40天没有到户", item="monitored", stands="open"),)),
    Seen("新圩镇井头村", date(2022, 6, 29), (_p("idle", "“四会”没有活动记录", item="deeds", stands="open"),)),
    Seen(
        "柳溪镇茶园村",
        date(2022, 6, 28),
        (_p("support", "自来水管漏水未修", "换了 60 米管，已通水", item="deeds", stands="signed"),),
    ),
    Seen(
        "九岭瑶族乡牛角岭村",
        date(2022, 6, 30),
        (_p("idle", "组级道路塌方没有清", "清通了，压了碎石，车能过", item="deeds", stands="signed"),),
    ),
    Seen(
        "大坪镇长冲村",
        date(2022, 6, 27),
        (_p("false_ledger", "党员名册不全", "补了 3 人，镇组织办核过", stands="signed"),),
    ),
)
WATCHED, FLOOD_DAYS = "990126101", tuple(date(2022, 6, day) for day in (21, 22, 23))
STOOD_BY = "镇里防汛值守，督查停下"
BEEN_THERE = "驻村办当天专门去看过，不再去一次"
SETTLED = (
    ("style", "去向牌没有翻", "当场翻好了，组长看过"),
    ("style", "公开栏玻璃坏了", "当天换好，拍了照"),
    ("idle", "一户的医保还没缴", "当天带着缴了"),
    ("false_ledger", "走访本漏写日期", "当场补写，队长签了字"),
)
LEFT_OPEN = (
    ("support", "宿舍没有热水器", "lives_there"),
    ("style", "6月账目还没有上墙", "published"),
    ("idle", "两户监测户6月没有到户", "monitored"),
)
NOTES = {
    "present": "应到的都在",
    "lives_there": "床铺、厨房有人用",
    "published": "上月账目已上墙",
    "project": "和台账一致",
    "revisit": "上次的问题改到位",
}
SAYS = ("在村部和大家一起住，有事随时找得到。", "工作队肯跑腿，组里的事有人管。", "情况属实，镇里盯着改。")
COMMENTS = ("账目是村里贴晚了，工作队催过两次。", "那天队员到镇上领农资，忘了翻去向牌。", "情况属实，已经在改。")
