"""用这些数写材料: the six in sentences, each number from its figure and opening its records; nothing is said that no
ledger bears out, and no sentence praises (R-LOG-06)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zhucun.lib.amounts import shown_wan
from zhucun.lib.figure import Answer, Question, ask_many, named
from zhucun.policy.six_ones_values import SHIPPED_FIELDS
from zhucun.six_ones.outcomes.six import known
from zhucun.web.figures import address

REPORTED_FIELDS = [one for one in SHIPPED_FIELDS if one.key != "other"]
Clause = tuple[str, str, str]  # words before, figure, words after


def _six(before: str, name: str, after: str) -> Clause:
    return before, f"six_ones.{name}", after


PARAGRAPHS: tuple[tuple[str, tuple[Clause, ...]], ...] = (
    (
        "队伍",
        (("派出工作队 ", "dispatch.teams", " 支"), ("驻村队员 ", "dispatch.members", " 名")),
    ),
    (
        "建强一个班子",
        (
            _six("村“两委”干部 ", "committee_members", " 名"),
            _six("其中外出能人回村任职 ", "committee_returned", " 名"),
            _six("35周岁及以下 ", "committee_young", " 名"),
            _six("大专及以上学历 ", "committee_college", " 名"),
        ),
    ),
    (
        "办成一批实事",
        (
            _six("为群众解决急难愁盼问题 ", "matters_solved", " 件"),
            *(_six(f"{one.label} ", f"matters_solved.{one.key}", " 件") for one in REPORTED_FIELDS),
            _six("调解矛盾纠纷 ", "disputes_solved", " 起"),
        ),
    ),
    (
        "发展一批产业",
        (
            _six("规划产业项目 ", "projects_planned", " 项"),
            _six("已完成 ", "projects_finished", " 项"),
            _six("正在实施 ", "projects_started", " 项"),
            _six("申请项目资金 ", "project_money_applied", ""),
            _six("形成一村一品 ", "specialities", " 个"),
        ),
    ),
    (
        "引回一批能人",
        (
            _six("召开乡贤能人座谈会 ", "forums", " 场"),
            _six("收集意见建议 ", "opinions", " 条"),
            _six("工作队引回能人 ", "returned_by_teams", " 名"),
        ),
    ),
    (
        "织密一张网络",
        (
            _six("党员干部 ", "linkers", " 名"),
            _six("联系农户 ", "linked_households", " 户"),
        ),
    ),
    (
        "弘扬一股新风",
        (
            _six("“一约四会”建全的村 ", "customs_complete", " 个"),
            _six("开过乡村振兴月列会的村 ", "monthly_villages", " 个"),
            _six("月列会议定的事 ", "monthly_items", " 项"),
            _six("已办结 ", "monthly_items_done", " 项"),
        ),
    ),
)


@dataclass(frozen=True)
class Paragraph:
    title: str
    clauses: Sequence[dict[str, Any]]

    @property
    def text(self) -> str:
        said = "，".join(f"{one['before']}{one['value']}{one['after']}" for one in self.clauses)
        return f"{self.title}：{said}。".replace(" ", "")


def wanted(actor: Any) -> list[str]:
    names = [name for _, clauses in PARAGRAPHS for _, name, _ in clauses]
    return [one for one in known(names) if not named(one).for_few or actor.may("dispute.see")]


def paragraphs(question: Question) -> list[Paragraph]:
    answers = ask_many(wanted(question.actor), question)
    found = [Paragraph(title, list(_told(clauses, answers, question))) for title, clauses in PARAGRAPHS]
    return [one for one in found if one.clauses]


def _told(clauses: Sequence[Clause], answers: dict[str, Answer], question: Question) -> Iterator[dict[str, Any]]:
    """A nought is not worth a clause."""
    for before, name, after in clauses:
        if name in answers and answers[name].value:
            value = named(name).shown(answers[name].value)
            if named(name).kind == "money":
                value, _, after = shown_wan(answers[name].value).partition(" ")
            yield {"before": before, "value": value, "url": address(name, question), "after": after}
