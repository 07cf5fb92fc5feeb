"""A question as somebody types it; why one is put out of use."""

from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.lib.asking import OFFICE, SECRETARY, Ask, asks, when
from zhucun.policy.documents.models import RuleDocument
from zhucun.training.questions.models import Question, QuestionVersion
from zhucun.training.questions.rules import Difficulty, QuestionKind
from zhucun.training.questions.wording import key_from, key_in_words, lines_of
from zhucun.web.forms import ActForm

MOST_TOPICS = 12


def documents_of(actor: Actor) -> Any:
    return RuleDocument.objects.readable_by(actor).filter(repealed_on__isnull=True).order_by("title")


def topics_of(actor: Actor) -> list[str]:
    return list(Question.objects.readable_by(actor).order_by("topic").values_list("topic", flat=True).distinct())


class SortedForm(ActForm):
    """Where a question belongs and where it says so."""

    ask = asks(
        Ask(
            "question.keep",
            "往题库里放题",
            who_asks="县驻村办",
            basis="乡镇自己出题才放，不出题不用管（R-TRN-05）",
            how_often=when("要考应知应会、题库里没有时", times_a_year=2),
            what_for="组卷用，答错的人看得到出处",
            minutes=5,
            role=(OFFICE, SECRETARY),
        )
    )
    topic = forms.CharField(label="专题", max_length=40)
    difficulty = forms.ChoiceField(
        label="难度", choices=Difficulty.choices, initial=Difficulty.MEDIUM, widget=forms.RadioSelect
    )
    document = forms.ModelChoiceField(
        RuleDocument.objects.none(), label="出自哪个文件", required=False, empty_label="不是制度文件里的"
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "document" not in self.fields:
            return
        self.fields["document"].queryset = documents_of(actor)
        known = topics_of(actor)[:MOST_TOPICS]
        self.fields["topic"].help_text = f"已有：{'、'.join(known)}。" if known else "如 防返贫监测、驻村管理。"


class QuestionForm(SortedForm):
    kind = forms.ChoiceField(
        label="题型", choices=QuestionKind.choices, initial=QuestionKind.SINGLE, widget=forms.RadioSelect
    )
    stem = forms.CharField(
        label="题干", max_length=2000, widget=forms.Textarea({"rows": 3}), help_text="填空的地方写成 ______。"
    )
    options = forms.CharField(
        label="选项",
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="一行一个。判断、填空、简答不用写。",
    )
    key = forms.CharField(
        label="答案",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text="选择题写字母，如 AC；判断写对或错；填空一空一个，用“；”隔开，几种写法都算的用“/”隔开。",
    )
    explanation = forms.CharField(
        label="为什么",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="答错的人看得到。",
    )
    clause = forms.CharField(label="哪一条", max_length=40, required=False, help_text="如 第三条。")
    source = forms.CharField(label="别的出处", max_length=200, required=False)
    tags = forms.CharField(label="标签", max_length=120, required=False, help_text="空格隔开，好找。")
    field_order = (
        *("kind", "stem", "options", "key", "explanation", "topic", "difficulty"),
        *("document", "clause", "source", "tags"),
    )

    def told(self) -> dict[str, Any]:
        told = super().told()
        kind = told["kind"]
        options = lines_of(told["options"]) if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE) else []
        return {**told, "options": options, "key": key_from(kind, told["key"])}


def initial_of(version: QuestionVersion) -> dict[str, Any]:
    question = version.question
    kept = {name: getattr(version, name) for name in ("kind", "stem", "explanation", "document", "clause", "source")}
    options = "" if version.kind == QuestionKind.TRUE_FALSE else "\n".join(version.options)
    more = {"topic": question.topic, "difficulty": question.difficulty, "tags": question.tags}
    return {**kept, **more, "options": options, "key": key_in_words(version.text)}


class RetireForm(ActForm):
    reason = forms.CharField(label="为什么停用", max_length=120, help_text="如 规定改了、出得不准。")
