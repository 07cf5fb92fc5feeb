"""The values of 督查 and 整改交办: what is looked at on site, kinds of problems, days. Pure."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, ClassVar

from zhucun.policy.declaring import value
from zhucun.policy.draw_rows import KEY_TAGS, SHIPPED_DAYS, SHIPPED_DOUBTS, STRATA, DayBand, DoubtBand
from zhucun.policy.rows import Holds, PolicyRow, cell

ABOUT = {"stationed": "驻村", "paired": "结对帮扶"}
DEADLINES = {"now": "马上改", "normal": "限期改", "hard": "难改的"}
PRESENT, REVISIT = "present", "revisit"  # the items that the program itself knows: who is there, what was found before


def _said_twice(rows: tuple[Any, ...]) -> str:
    twice = [label for label, times in Counter(row.label for row in rows).items() if times > 1]
    return f"“{twice[0]}”有两行。" if twice else ""


@dataclass(frozen=True)
class CheckItem(PolicyRow):
    """One thing looked at on site; `counts` where people are asked, and how many said so is written down (R-INS-03)."""

    NEEDED: ClassVar[frozenset[str]] = frozenset({PRESENT})

    key: str = cell("标识")
    label: str = cell("看什么")
    meets: str = cell("怎样算符合")
    problem: str = cell("不符时记成哪类问题", hint="问题类型的名称", may_be_empty=True, default="")
    counts: bool = cell("要数问了几户", Holds.FLAG, default=False)

    @property
    def short(self) -> str:
        return self.label

    @property
    def sentence(self) -> str:
        return f"{self.label}：{self.meets}"

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        return _said_twice(rows)


@dataclass(frozen=True)
class ProblemKind(PolicyRow):
    """R-INS-10: what a finding is called, what it is about, and by when it is usually put right."""

    key: str = cell("标识")
    label: str = cell("名称")
    about: str = cell("说的是", Holds.CHOICE, choices=ABOUT, default="stationed")
    deadline: str = cell("一般几时改好", Holds.CHOICE, choices=DEADLINES, default="normal")

    @property
    def short(self) -> str:
        return self.label

    @property
    def sentence(self) -> str:
        return f"{self.label}（{ABOUT.get(self.about, self.about)}，{DEADLINES.get(self.deadline, self.deadline)}）"

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        return _said_twice(rows) if rows else "至少留一类问题。"


SHIPPED_CHECKLIST = (
    CheckItem(PRESENT, "队员在岗", "应到的都在，不在的有请假或公务登记", "无故不在岗"),
    CheckItem("lives_there", "吃住在村", "宿舍有生活用品，这一周做过饭", "走读"),
    CheckItem("known", "问群众：认得队长吗", "问到的户多数认得", "群众不认可", counts=True),
    CheckItem("deeds", "问群众：办了啥事", "多数说得出一件以上", "出工不出力", counts=True),
    CheckItem("monitored", "监测户到户", "近 30 天都到过户，说得出难处", "作风不实", counts=True),
    CheckItem("published", "村务公开", "上月账目上了墙", "作风不实"),
    CheckItem("project", "产业项目现场", "和台账一致，正常生产", "台账不实"),
    CheckItem(REVISIT, "上次问题回头看", "上次的问题改到位，没有反弹", "作风不实"),
)
SHIPPED_KINDS = (
    ProblemKind("name_only", "挂名不出征"),
    ProblemKind("idle", "出工不出力"),
    ProblemKind("style", "作风不实"),
    ProblemKind("commuting", "走读"),
    ProblemKind("two_ends", "两头跑"),
    ProblemKind("absent", "无故不在岗", deadline="now"),
    ProblemKind("false_ledger", "台账不实"),
    ProblemKind("not_accepted", "群众不认可", deadline="hard"),
    ProblemKind("unit_slack", "后盾单位不重视", "paired"),
    ProblemKind("support", "保障不到位", "paired"),
)


@dataclass(frozen=True)
class Inspection:
    TITLE = "督查"
    teams_per_round: int = value("一周抽几支队", 8, rule="R-INS-02", unit="支")
    floor_days: int = value("多少天没督查到必抽", 180, rule="R-INS-02", unit="天")
    strata: str = value("怎么分层", "county", rule="R-INS-04", choices=STRATA)
    key_tags: tuple[str, ...] = value("分层时哪些算重点的村", tuple(KEY_TAGS), rule="R-INS-04", choices=KEY_TAGS)
    day_bands: tuple[DayBand, ...] = value("多久没督查到，权重多少", SHIPPED_DAYS, rule="R-INS-04", rows_of=DayBand)
    doubt_bands: tuple[DoubtBand, ...] = value(
        "有没了结的事，加多少权重", SHIPPED_DOUBTS, rule="R-INS-04", rows_of=DoubtBand
    )
    names_days_ahead: int = value("督查组提前几天看到村名（0 是当天）", 0, rule="R-INS-01", unit="天")
    checklist: tuple[CheckItem, ...] = value("现场看哪几样", SHIPPED_CHECKLIST, rule="R-INS-03", rows_of=CheckItem)
    problem_kinds: tuple[ProblemKind, ...] = value("问题类型", SHIPPED_KINDS, rule="R-INS-10", rows_of=ProblemKind)
    comment_days: int = value("交回后被督查的可以说意见", 3, rule="R-INS-06", unit="个工作日")
    circular_longest: int = value("督查通报最多", 4000, rule="R-DOC-29", unit="字")

    def kind(self, key: str) -> ProblemKind | None:
        return next((one for one in self.problem_kinds if one.key == key), None)

    def kind_called(self, label: str) -> ProblemKind:
        """What an item's problem is called; the first of the list where the county has renamed it."""
        return next((one for one in self.problem_kinds if one.label == label), self.problem_kinds[0])


@dataclass(frozen=True)
class Rectification:
    TITLE = "整改期限"
    now_working_days: int = value("马上改", 3, rule="R-INS-07", unit="个工作日")
    normal_days: int = value("限期改", 15, rule="R-INS-07", unit="天")
    hard_days: int = value("难改的", 30, rule="R-INS-07", unit="天")
    longest_extension: int = value("延期一次，最多延", 30, rule="R-INS-07", unit="天")
    second_level_days: int = value("逾期几天，再往上一级", 7, rule="R-INS-08", unit="天")

    def in_words(self, deadline: str) -> str:
        """3 个工作日; 15 天."""
        said = {"now": f"{self.now_working_days} 个工作日", "hard": f"{self.hard_days} 天"}
        return said.get(deadline, f"{self.normal_days} 天")
