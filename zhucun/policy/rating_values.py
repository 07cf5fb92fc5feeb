"""The values of 民主测评 and the villagers' survey: topics, questions and what an answer counts. Pure."""

from dataclasses import dataclass
from typing import Any

from zhucun.policy.declaring import value
from zhucun.policy.rows import Holds, PolicyRow, cell

FULL = 100
CHOICES = ("high", "middle", "low")  # of a question; who says 说不清 counts nowhere


@dataclass(frozen=True)
class Topic(PolicyRow):
    """What a meeting judges a team or a member by."""

    key: str = cell("标识")
    text: str = cell("评什么")

    @property
    def sentence(self) -> str:
        return self.text


@dataclass(frozen=True)
class Answer(PolicyRow):
    """A box on the sheet, and its points of 100."""

    key: str = cell("标识")
    label: str = cell("叫什么")
    points: int = cell("算几分", Holds.COUNT)

    @property
    def sentence(self) -> str:
        return f"{self.label} {self.points} 分"

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        return "一档最多 100 分。" if any(row.points > FULL for row in rows) else ""


@dataclass(frozen=True)
class Question(PolicyRow):
    """What a villager is asked, with three answers from good to bad."""

    key: str = cell("标识")
    text: str = cell("问什么")
    high: str = cell("好的")
    middle: str = cell("中间的")
    low: str = cell("不好的")

    @property
    def sentence(self) -> str:
        return f"{self.text}（{self.high}、{self.middle}、{self.low}）"


TOPICS = (
    Topic("party", "建强村党组织"),
    Topic("prosperity", "推进强村富民"),
    Topic("governance", "提升治理水平"),
    Topic("service", "为民办事服务"),
    Topic("conduct", "在村在岗和作风"),
)
ANSWERS = (
    Answer("good", "好", 100),
    Answer("fairly_good", "较好", 80),
    Answer("average", "一般", 60),
    Answer("poor", "较差", 30),
)
QUESTIONS = (
    Question("known", "驻村工作队的人，您认得吗？", "都认得", "认得一两个", "不认得"),
    Question("there", "他们平常在村里吗？", "经常在", "有时在", "很少见"),
    Question("visited", "他们到您家来过吗？", "来过几次", "来过一次", "没来过"),
    Question("helped", "村里的难事，他们帮着办成了吗？", "办成了", "办了一些", "没办成"),
    Question("content", "总的说，您对他们满意吗？", "满意", "基本满意", "不满意"),
)


@dataclass(frozen=True)
class Rating:
    TITLE = "民主测评和群众评议"
    topics: tuple[Topic, ...] = value("民主测评评哪几项", TOPICS, rule="R-DOC-09", rows_of=Topic)
    answers: tuple[Answer, ...] = value("民主测评分几档", ANSWERS, rule="R-DOC-09", rows_of=Answer)
    questions: tuple[Question, ...] = value("问群众哪几句", QUESTIONS, rule="R-ASS-12", rows_of=Question)
    high_points: int = value("群众答“好的”算", 100, rule="R-ASS-12", unit="分")
    middle_points: int = value("群众答“中间的”算", 60, rule="R-ASS-12", unit="分")
    low_points: int = value("群众答“不好的”算", 0, rule="R-ASS-12", unit="分")
    slips_per_team: int = value("一支队一次出二维码条", 60, rule="R-ASS-12", unit="张")
