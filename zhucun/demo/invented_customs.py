"""新风 and the rota of one emergency, as values: what villages have, what their meetings decided, who stood where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.demo.invented import Dice

SEED = 20220502
# The week of the holiday, in which nobody is inspected: before the first addition of the summer.
DUTY_FROM, DUTY_DAYS = date(2022, 5, 2), 7
DUTY = {"title": "疫情防控应急值守", "document_number": "青疫防〔2022〕5号", "level": "3", "days": DUTY_DAYS}
POSTS = (("checkpoint", "村口卡点"), ("temperature", "村部"), ("follow_up", "返乡人员居住点"))

ENTERED_ON, ADOPTED_AGAIN = date(2022, 6, 30), date(2022, 3, 15)
HAS, HAS_RULES_TEXT, HAS_SECOND = (
    93,
    30,
    9,
)  # per cent of the villages that have one of the five, its text, a second one
BODIES = ("village_rules", "ceremony", "morality", "deliberation", "anti_drug_gambling")
RULES = """\
一、红事不过二十桌，白事三天办完，随礼不过二百元。
二、门前三包，垃圾日产日清。
三、房前屋后不乱搭乱建，不占路、不占渠。
四、先灌秧田后灌菜地，放水照排好的日子。
五、不赌博，不沾毒，不信不传邪说。
六、孝敬老人，轮流照看，老人愿意才算数。"""
SECOND = RULES.replace("二十桌", "十五桌").replace("二百元", "一百元") + "\n七、外出务工回来先到村里报到登记。"
ADOPTED_BY = ("村民会议到会过半数通过。", "村民代表会议通过。")
# By words of the record: what was on the table, what was decided, who sees to it, in how many days.
DECIDED = (
    ("修渠", "修渠先修哪一段", "先修二组，账目当场公开。", "village", 30),
    ("垃圾", "垃圾清运费怎么收", "一户一年三十六元，组长收齐。", "village", 25),
    ("分红", "合作社分红方案", "按股分七成，留三成买农资。", "team", 20),
    ("红白喜事", "红白喜事从简", "写进村规，理事会上门去说。", "village", 40),
)
OTHERWISE = ("路灯装在哪里", "先装路口三处，夏天前装好。", "township", 35)
RESULTS = ("办好了，公示栏贴了账。", "做完了，大家看过。", "")
ANSWERS = ("做了一半，月底完。", "料没到，再等十天。", "有两户不同意，再去说。", "镇里答应下个月来人。")
DONE, LATE = 82, 8  # per cent that are done; of the rest so many of a hundred days late at most


@dataclass(frozen=True)
class Fate:
    """What a meeting decided, and on which day it was done, if ever."""

    item: str
    decision: str
    owner: str
    due_on: date
    done_on: date | None
    result: str


def fate_of(text: str, on: date, number: int) -> Fate:
    """By the record's words and its place among all, so that nothing else hangs on it."""
    dice = Dice(SEED + number)
    found = next((told for words, *told in DECIDED if words in text), None)
    item, decision, owner, days = found or OTHERWISE
    done_on = on + timedelta(days=dice.between(6, int(days) + LATE)) if dice.chance(DONE) else None
    return Fate(item, decision, owner, on + timedelta(days=int(days)), done_on, dice.pick(RESULTS))


def answer_of(number: int) -> str:
    return ANSWERS[number % len(ANSWERS)]


def bodies(codes: Sequence[str]) -> Iterator[tuple[str, str, date, int]]:
    """Village, which of the five, since when, how many members."""
    dice, first = Dice(SEED), date(2021, 7, 5)
    for code in codes:
        for kind in BODIES:
            since, count = first + timedelta(days=dice.below(240)), dice.between(5, 11)
            if dice.chance(HAS):
                yield code, kind, since, 0 if kind == "village_rules" else count


def rules_of(codes: Sequence[str]) -> Iterator[tuple[str, str, date, str]]:
    """Village, text, adopted when and how; some have been written anew since."""
    dice = Dice(SEED + 1)
    for code in codes:
        on, how = date(2021, 7, 5) + timedelta(days=dice.below(200)), dice.pick(ADOPTED_BY)
        has_text, has_second = dice.chance(HAS_RULES_TEXT), dice.chance(HAS_SECOND)
        if has_text:
            yield code, RULES, on, how
        if has_text and has_second:
            yield code, SECOND, ADOPTED_AGAIN, how


def turns(people: int) -> list[tuple[int, int]]:
    """Of a team's people, the first and the last of the days each stands there, so that somebody is there each day."""
    edges = [DUTY_DAYS * n // people for n in range(people + 1)]
    return list(zip(edges, (edge - 1 for edge in edges[1:]), strict=False))


def heads_on(day: int, number: int) -> int:
    return 4 + (day + number) % 5
