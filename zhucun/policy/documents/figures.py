"""Figures of the county's rule documents, and of the activities that its plan spells out (R-TASK-02)."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from zhucun.acts.counting import counted_together
from zhucun.acts.scope import NOTHING
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.policy import in_force as policy
from zhucun.policy.documents.models import RuleDocument, RuleSentence

COUNTY_DIGITS = 6
GROUP, MEASURE = "制度和节奏", "管"
DOCUMENTS = Figure(
    "policy.rule_documents",
    "制度文件",
    "个",
    "count",
    "截止日在施行、没有废止的制度文件；一个文件修订几版都算一个。",
    MEASURE,
    group=GROUP,
    rows="document",
    refs=("N22",),
)
SIX_ONES = Figure(
    "policy.six_ones",
    "“六个一”活动项数",
    "项",
    "count",
    "截止日在施行的制度文件里，以办法参数“六个一”所列的一项开头的条文；一条算一项。",
    MEASURE,
    group=GROUP,
    rows="rule_sentence",
    refs=("N23",),
)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    documents = RuleDocument.objects.readable_by(question.actor).filter(county_code=question.scope[:COUNTY_DIGITS])
    documents = documents.in_force(question.as_of)
    of = {DOCUMENTS.id: lambda: documents, SIX_ONES.id: lambda: six_ones(documents, question)}
    rows = {figure.id: of[figure.id]() for figure in figures if figure.id in of}
    return {key: Answer(count, lambda key=key: rows[key]) for key, count in counted_together(rows).items()}


def six_ones(documents: QuerySet, question: Question) -> QuerySet[RuleSentence]:
    """The policy names the items, the plan spells them out; neither alone says that both agree."""
    county = question.scope[:COUNTY_DIGITS]
    if len(county) < COUNTY_DIGITS:
        return RuleSentence.objects.none()
    items = policy.known_to(question.actor, question.as_of, [county])[county].six_ones.items
    spelled = NOTHING
    for item in items:
        spelled |= Q(text__startswith=item)
    return RuleSentence.objects.in_force(documents, question.as_of).filter(spelled)


register([DOCUMENTS, SIX_ONES], answers)
