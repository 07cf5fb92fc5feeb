"""What villages brought up in a year and what became of it, as values; disputes beside it. Nobody is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.demo.invented import Dice

SINCE, UNTIL = date(2021, 7, 1), date(2022, 7, 1)  # the year the report speaks of
SOLVED, SETTLED = 1496, 308
SEED = 2022
AT_THE_DESK = 26  # a month; the last month has what is still missing
IN_MONTHS = 12

# By the words with which a text begins: the field it belongs to.
FIELDS = (
    ("帮忙把坏了的抽水泵", "spring_farming"),
    ("组织清了一段渠", "spring_farming"),
    ("联系派出单位捐了六盏路灯", "environment"),
    ("给留守老人代买了药", "epidemic"),
    ("帮合作社写好了贷款", "prevention"),
    ("把两户的残疾证", "prevention"),
)
NOT_YET = ("等通知验收", "送信用社")  # next steps of what is not done that day
DESK = (
    ("自来水晚上没有压力，要找人来看。", "environment", "镇里换了水泵，压力够了。"),
    ("两户的低保材料退回来了，不知道缺哪样。", "prevention", "补了一张证明，批下来了。"),
    ("隔离回来的一家缺菜缺药。", "epidemic", "送到门口，解除以前天天送。"),
    ("种子还没到，误了节气。", "spring_farming", "从邻村匀了一批，先种下去。"),
    ("垃圾箱满了没人拉。", "environment", "改成三天一清。"),
    ("村口坡陡，孩子上学摔过。", "public_order", "装了护栏。"),
    ("夜里有人偷鱼。", "public_order", "装了两盏灯，排了夜巡。"),
    ("合作社的肥料涨价，想一起买。", "spring_farming", "三十户合买，一包省八元。"),
    ("老人不会交医保。", "other", "上门代办好了。"),
    ("危房鉴定半年没来人。", "prevention", "鉴定来了，列进改造。"),
)
HOW = ("came", "telephone", "meeting", "hotline")
RATED = ("satisfied",) * 6 + ("fair",) + ("",) * 5
DISPUTES = (
    ("neighbours", "两家为屋檐滴水吵了起来，在中间砌了一条沟。", "两家各让一尺，沟由村里出料。"),
    ("neighbours", "放水先后起了争执，排了一张放水表。", "照表放水，组长看着。"),
    ("land", "地界的石头被挪了，照老册子量了一遍。", "量过了，重新立了界。"),
    ("family", "兄弟为老人住谁家红了脸，坐下来说开了。", "轮流住，各半年。"),
    ("money", "工钱拖了两个月，约到村部对了账。", "当场给了一半，下月付清。"),
    ("project", "修路占了菜地，补偿没说好，和施工队谈了。", "按面积补，写了字据。"),
    ("neighbours", "鸡吃了邻居的菜，话说重了，劝住了。", "赔了菜钱，鸡圈围起来。"),
)
REFERRED = ("镇法庭", "县劳动仲裁", "县自然资源局")
# By the words of what a department is needed for: which department, and what for.
BEYOND = (("毛路", "交通", "要交通上定方案、派机械"), ("贷款", "农业", "材料要部门盖章"))
WHY_NOT = ("不在今年的规划里，明年再报。", "占了基本农田，不能动。")
AFTER = ("手续办下来了，村里出工做完了。", "部门派人来办好了。")


@dataclass(frozen=True)
class Fate:
    """Of a matter that was not done the same day: promised for a day; then done, handed up, told to be impossible."""

    promised_on: date
    kind: str  # done, up, up_done, cannot, open
    on: date
    words: str
    rating: str


@dataclass(frozen=True)
class Desk:
    """Registered by the township, done some days later."""

    seat: str
    on: date
    text: str
    field: str
    how: str
    done_on: date
    result: str
    rating: str


@dataclass(frozen=True)
class Quarrel:
    """`days` until it was settled, by the village (0: that very day) or the township; or passed on, or still open."""

    seat: str
    on: date
    kind: str
    text: str
    outcome: str
    days: int
    became: str  # village, township, referred, open


def field_of(text: str) -> str:
    return next((field for words, field in FIELDS if text.startswith(words)), "other")


def fate_of(text: str, on: date, number: int) -> Fate:
    """Of one that was promised; by its place in the year's list, so that nothing else hangs on it."""
    dice = Dice(SEED + number)
    promised, drawn = on + timedelta(days=dice.between(7, 20)), dice.below(100)
    kind = (
        "done"
        if drawn < 72
        else "up_done"
        if drawn < 84
        else "up"
        if drawn < 92
        else "cannot"
        if drawn < 96
        else "open"
    )
    done_on = on + timedelta(days=dice.between(3, 18))
    if kind.startswith("up"):
        words = next(why for part, _, why in BEYOND if part in text)
    else:
        words = dice.pick(WHY_NOT if kind == "cannot" else ("办好了，群众看过。", ""))
    return Fate(promised, kind, done_on, words, dice.pick(RATED))


def desk_matters(seats: Sequence[str], first: date, last: date, count: int) -> list[Desk]:
    dice = Dice(SEED + first.toordinal())
    return [_desk(dice, dice.pick(seats), first, last) for _ in range(count)]


def _desk(dice: Dice, seat: str, first: date, last: date) -> Desk:
    on = first + timedelta(days=dice.below((last - first).days))
    text, field, result = dice.pick(DESK)
    done_on = min(last, on + timedelta(days=dice.between(1, 12)))
    return Desk(seat, on, text, field, dice.pick(HOW), done_on, result, dice.pick(RATED))


def quarrels(seats: Sequence[str], who: Callable[[str, date], str]) -> list[Quarrel]:
    """As many settled as the report says «300 余起», and some that were passed on or go on; where somebody is there
    to note it."""
    dice, span = Dice(SEED + 1), (UNTIL - SINCE).days
    became = ["village"] * 274 + ["township"] * (SETTLED - 274) + ["referred"] * 7 + ["open"] * 4
    found = []
    for fate in became:
        days = dice.between(2, 9) if fate != "village" else 0
        kind, text, outcome = dice.pick(DISPUTES)
        on = SINCE + timedelta(days=span - 1 - dice.below(20) if fate == "open" else dice.below(span - 12))
        seat: str = dice.pick(seats)
        while not who(seat, on):
            seat = dice.pick(seats)
        found.append(Quarrel(seat, on, kind, text, outcome, days, fate))
    return sorted(found, key=lambda one: (one.on, one.seat, one.text))
