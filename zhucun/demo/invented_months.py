"""What the county does month by month: prompts, what its review decides, what townships tell it. Nothing is real."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Prompt:
    """重点工作提示; each item is what, until which day of the month, by which ledger, and how often at least."""

    month: date
    title: str
    items: tuple[tuple[str, int, str, int], ...]


@dataclass(frozen=True)
class Decision:
    """`owner` is office, township or unit; `done` is how far it is on the county's day: accepted, reported or open."""

    month: date
    what: str
    owner: str
    name: str
    days: int
    result: str
    done: str = "accepted"


def _month(number: int) -> date:
    return date(2021 + (number - 1) // 12, (number - 1) % 12 + 1, 1)


_WALK = ("走访一遍监测户和脱贫户", 28, "visits", 1)
_SHEETS = ("上月月表本人看过", 5, "month_sheets", 1)
_MEET = ("开好村月列会", 25, "village_monthly", 1)
_TOPICS = (
    (7, "7月重点工作提示", ("防汛值班排好，危房先转移", 10, "", 1), _WALK, _MEET),
    (8, "8月重点工作提示", ("讲防溺水，学生家里都讲到", 20, "policy", 1), _WALK, _SHEETS),
    (9, "9月重点工作提示", ("秋粮补贴讲到组", 25, "policy", 1), _MEET, _SHEETS),
    (10, "10月重点工作提示", ("医保缴费讲清楚，一户不漏", 31, "policy", 1), _WALK, _SHEETS),
    (11, "11月重点工作提示", ("森林防火，进山路口有人", 20, "", 1), _MEET, _SHEETS),
    (12, "12月重点工作提示", ("年底前帮群众办一件实事", 28, "practical", 1), _WALK, _SHEETS),
    (13, "1月重点工作提示", ("任务单报上来，写明哪天办成", 15, "", 1), _WALK, _SHEETS),
    (14, "2月重点工作提示", ("返乡的人都见一面，讲产业", 20, "visits", 1), _MEET, _SHEETS),
    (15, "3月重点工作提示", ("春耕缺什么，报到镇里", 20, "practical", 1), _WALK, _SHEETS),
    (16, "4月重点工作提示", ("清明防火", 6, "", 1), _MEET, _SHEETS),
    (17, "5月重点工作提示", ("监测户收入核一遍", 25, "visits", 1), _MEET, _SHEETS),
    (18, "6月重点工作提示", ("防汛，低洼处的户先认人", 10, "visits", 1), _MEET, _SHEETS),
    (19, "7月重点工作提示", ("防汛值班排好，危房先转移", 10, "", 1), _WALK, _MEET, _SHEETS),
)
PROMPTS = tuple(Prompt(_month(number), title, items) for number, title, *items in _TOPICS)
OPENING = "事不多，件件要办实。办没办，从记录里看，不用另报。"

DECISIONS = (
    Decision(_month(7), "把各队住宿条件看一遍，缺的补上", "township", "990126101", 20, "看了，补了床和热水器。"),
    Decision(_month(8), "驻村工作经费 9 月底前到账", "unit", "县水利局", 30, "到账 1 万元。"),
    Decision(_month(9), "考勤办法讲解一次", "office", "", 20, "例会上讲了，发了一页纸。"),
    Decision(_month(10), "两处组路塌方，月底前清通", "township", "990126108", 20, "清通了。"),
    Decision(_month(11), "冬季防火值班表报上来", "township", "990126105", 10, "报了。"),
    Decision(_month(12), "年度体检安排好", "unit", "县医疗保障局", 40, "都检了。"),
    Decision(_month(13), "任务单汇总，重的并掉", "office", "", 20, "并了二十来件。"),
    Decision(_month(14), "返乡创业的名单对一遍", "township", "990126103", 20, "对过了。"),
    Decision(_month(15), "农技站每镇下去两次", "unit", "县农业农村局", 30, "去了。"),
    Decision(_month(16), "月表不会按的，教一遍", "township", "990126110", 20, "教了，都会了。"),
    Decision(_month(17), "茶园村第一季度的账补公开", "township", "990126106", 20, "公开了。", "reported"),
    Decision(_month(17), "防汛物资各村备齐", "township", "990126103", 20, "备齐了。"),
    Decision(_month(18), "井头村水渠塌方口子，月底前堵上", "township", "990126114", 12, "", "open"),
    Decision(_month(18), "下乡的车 7 月起每周排一次", "office", "", 20, "", "open"),
    Decision(_month(18), "给工作队的经费还没到账，补上", "unit", "县档案馆", 25, "", "open"),
)

PROBLEMS = (
    "两个村的组路下雨就断，走访要绕。",
    "一支队有人生病，缺一个人手。",
    "水渠年久漏水，秋后要修，钱没有着落。",
    "村部网络慢，报东西要到镇上。",
    "防汛期间人手紧，走访慢了。",
    "产业大户怕卖不掉，不敢扩。",
    "村里几户危房等鉴定。",
)
ASKS = ("请县里定修渠的钱从哪里出。", "", "请县里协调农技站来一趟。", "", "请派出单位补一个人。", "", "")
MINUTES = "青驻办纪〔{year}〕{number}号"
IN_CHAIR = "县委常委、组织部部长"
EVIDENCE = {
    "week": "本周督查记录：抽 {n} 个村，情况已告诉乡镇",
    "quarter": "青驻办考〔{year}〕{n}号",
    "year": "青驻办〔{year}〕3号",
}
HOLIDAY = "放假，没有抽。"
QUARTER_OF_THE_YEAR, WITH_THE_YEAR = "2021-Q4", "并到 2021 年度考核里。"
NOT_YET_BEGUN = "上一轮的，本轮 2021 年 5 月才开始。"
