"""What follows from a grade or an event (R-ASS-10), the days of talks, and which units are to be talked to. Pure."""

from dataclasses import dataclass

from zhucun.policy.declaring import value
from zhucun.policy.rows import Holds, PolicyRow, cell

PERSON, TEAM, UNIT = "posting", "team", "unit"
OVERDUE = "item_overdue"

EVENTS = {
    "quarter_fair": "队员季度考核一般",
    "quarter_poor": "队员季度考核较差",
    "year_barely": "队员年度考核基本称职（基本合格）",
    "year_unfit": "队员年度考核不称职（不合格）",
    "team_poor": "工作队考核较差",
    "item_overdue": "整改事项过期没有办结",
}
GRADED = tuple(key for key in EVENTS if key != OVERDUE)


def overdue_by(days: int) -> str:
    """One wording of one rule, wherever it is shown."""
    return f"整改事项过期 {days} 天以上没有办结"


OPENINGS = {
    "dual_talk": "双约谈：乡镇、派出单位各谈一次",
    "person_talk": "乡镇约谈本人",
    "unit_talk": "派出单位约谈本人，限期改",
    "unit_head_talk": "约谈单位主要负责人",
    "team_talk": "约谈工作队",
    "recall": "提出召回，按召回程序办",
}
HAPPENS_TO = {
    **dict.fromkeys(("quarter_fair", "quarter_poor", "year_barely", "year_unfit"), (PERSON,)),
    "team_poor": (TEAM,),
    "item_overdue": (UNIT, TEAM),
}
IS_ABOUT = {
    **dict.fromkeys(("dual_talk", "person_talk", "unit_talk", "recall"), PERSON),
    "unit_head_talk": UNIT,
    "team_talk": TEAM,
}


@dataclass(frozen=True)
class Follows(PolicyRow):
    """One line of the table: what an event opens, to be proposed with its evidence and opened by a leader."""

    event: str = cell("出了什么情况", Holds.CHOICE, choices=EVENTS)
    opens: str = cell("接着办什么", Holds.CHOICE, choices=OPENINGS)
    days: int = cell("几天内办（天）", Holds.COUNT)

    @property
    def sentence(self) -> str:
        return f"{EVENTS.get(self.event, self.event)} → {self.what}"

    @property
    def what(self) -> str:
        return f"{OPENINGS.get(self.opens, self.opens)}，{self.days} 天内"

    @classmethod
    def problem_of_all(cls, rows: tuple["Follows", ...]) -> str:
        """What opens must be about somebody the event happens to, and stand once."""
        for row in rows:
            if IS_ABOUT[row.opens] not in HAPPENS_TO[row.event]:
                return f"“{EVENTS[row.event]}”接不上“{OPENINGS[row.opens]}”：说的不是同一种对象。"
            if not row.days:
                return f"“{EVENTS[row.event]}”要写几天内办。"
        pairs = [(row.event, row.opens) for row in rows]
        return "" if len(set(pairs)) == len(pairs) else "有两行一样。"


SHIPPED_TABLE = (
    Follows("quarter_fair", "dual_talk", 15),
    Follows("quarter_poor", "recall", 15),
    Follows("year_barely", "unit_talk", 15),
    Follows("year_unfit", "recall", 15),
    Follows("team_poor", "team_talk", 15),
    Follows("item_overdue", "unit_head_talk", 10),
    Follows("item_overdue", "team_talk", 10),
)


@dataclass(frozen=True)
class Consequences:
    TITLE = "后果"
    table: tuple[Follows, ...] = value("出了什么情况接着办什么", SHIPPED_TABLE, rule="R-ASS-10", rows_of=Follows)


UNIT_FACTS = {
    "overdue_items": "整改事项过期没有办结",
    "dual_talks": "派的人正在双约谈",
}
COUNTED_IN = {"overdue_items": "件", "dual_talks": "人次"}


@dataclass(frozen=True)
class UnitRule(PolicyRow):
    """A unit with so many of these is proposed for a talk with its head; a leader decides (R-TLK-01)."""

    fact: str = cell("看什么", Holds.CHOICE, choices=UNIT_FACTS)
    at_least: int = cell("到几件（几人次）就列上", Holds.COUNT)

    @property
    def sentence(self) -> str:
        return self.said(UNIT_FACTS.get(self.fact, self.fact))

    def with_threshold(self, late_days: int) -> str:
        return self.said(overdue_by(late_days)) if self.fact == "overdue_items" else self.sentence

    def said(self, fact: str) -> str:
        return f"{fact}，到 {self.at_least} {COUNTED_IN.get(self.fact, '件')}就列上"

    @classmethod
    def problem_of_all(cls, rows: tuple["UnitRule", ...]) -> str:
        if any(row.at_least < 1 for row in rows):
            return "至少填 1：一件也没有的不列。"
        return "" if len({row.fact for row in rows}) == len(rows) else "同一种情况有两行。"


SHIPPED_UNIT_RULE = (UnitRule("overdue_items", 1), UnitRule("dual_talks", 2))


@dataclass(frozen=True)
class Talks:
    TITLE = "约谈"
    answer_days: int = value("接到通知后作说明", 3, rule="R-TLK-02", unit="个工作日")
    fix_days: int = value("谈了以后限期改", 30, rule="R-TLK-02", unit="天")
    unit_rule: tuple[UnitRule, ...] = value(
        "哪些单位列入“该约谈的”", SHIPPED_UNIT_RULE, rule="R-TLK-01", rows_of=UnitRule
    )
    unit_months: int = value("“该约谈的”看近几个月", 6, rule="R-TLK-01", unit="个月")
