"""Figures of the county's rule documents."""

from collections.abc import Mapping, Sequence

from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.policy.documents.models import RuleDocument

DOCUMENTS = Figure(
    "policy.rule_documents",
    "制度文件",
    "个",
    "count",
    "截止日在施行、没有废止的制度文件；一个文件修订几版都算一个。",
    "照制度文件",
    group="制度和节奏",
    rows="document",
    refs=("N22",),
)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = RuleDocument.objects.readable_by(question.actor).filter(county_code=question.scope[:6])
    rows = rows.in_force(question.as_of)
    return {DOCUMENTS.id: Answer(rows.count(), lambda: rows)}


register([DOCUMENTS], answers)
