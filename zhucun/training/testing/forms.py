"""What an organiser fills in: a blueprint by the lines of the bank, a test in five presses, points of short answers."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from zhucun.lib.asking import EVERY_QUARTER, TOWNSHIP, Ask, Often, asks, when
from zhucun.training.knowledge_tests.drawing import Item
from zhucun.training.knowledge_tests.marking import MILLI
from zhucun.training.knowledge_tests.models import Blueprint
from zhucun.training.knowledge_tests.rules import Way
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.wording import key_in_words
from zhucun.training.testing.choosing import Offered
from zhucun.web.forms import ActForm, day_field

BASIS = "应知应会测试（R-TRN-05）"
SOMETIMES = when("测验里有这种情况时", times_a_year=4)
MOST = 100
MEMBERS, CADRES = "members", "cadres"
NOBODY = "不参加"


def _ask(key: str, label: str, what_for: str, *, how_often: Often = EVERY_QUARTER, minutes: int = 1) -> Ask:
    return asks(
        Ask(
            key,
            label,
            who_asks="县驻村办",
            basis=BASIS,
            how_often=how_often,
            what_for=what_for,
            minutes=minutes,
            role=TOWNSHIP,
        )
    )


class BlueprintForm(ActForm):
    """A box for how many, a box for how many points, beside each line the bank has."""

    ask = _ask("blueprint.write", "写组卷要求", "每份卷子的题数和难度一样", minutes=5)
    title = forms.CharField(label="名称", max_length=60)

    def __init__(self, *args: Any, offered: Sequence[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        for at, line in enumerate(offered):
            said = f"{line.topic}，{line.label}"
            self.fields[f"count_{at}"] = self._number(f"{said}几道", line.count or None)
            self.fields[f"points_{at}"] = self._number(f"{said}一道几分", line.points)

    def _number(self, label: str, initial: int | None) -> forms.IntegerField:
        box = forms.NumberInput(attrs={"aria-label": label, "inputmode": "numeric"})
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST, initial=initial, widget=box)

    @property
    def groups(self) -> list[tuple[str, list[tuple[Offered, Any, Any]]]]:
        """(topic, [(line, count box, points box)]) as the page draws them."""
        found: dict[str, list[tuple[Offered, Any, Any]]] = {}
        for at, line in enumerate(self.offered):
            found.setdefault(line.topic, []).append((line, self[f"count_{at}"], self[f"points_{at}"]))
        return list(found.items())

    def clean(self) -> dict[str, Any]:
        """Said at once, not on the day the papers are drawn."""
        given = super().clean() or {}
        for at, line in enumerate(self.offered):
            if (given.get(f"count_{at}") or 0) > line.there:
                self.add_error(f"count_{at}", f"题库只有 {line.there} 道。改少，或者补了题再来。")
        return given

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        lines = [
            {
                "topic": line.topic,
                "kind": line.kind,
                "difficulty": line.difficulty,
                "count": given[f"count_{at}"],
                "points": given.get(f"points_{at}") or 0,
            }
            for at, line in enumerate(self.offered)
            if given.get(f"count_{at}")
        ]
        return {"title": given["title"], "lines": lines}


def moment_of(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def time_field(label: str) -> forms.TimeField:
    box = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    wrong = {"invalid": "时间写成 9:00 这样。"}
    return forms.TimeField(label=label, widget=box, input_formats=["%H:%M"], error_messages=wrong)


class PlanForm(ActForm):
    ask = _ask("test.plan", "定一场知识测验", "知道大家哪些不会，下一次培训讲什么", minutes=2)
    title = forms.CharField(label="名称", max_length=80)
    blueprint = forms.ModelChoiceField(label="按哪个组卷要求", queryset=Blueprint.objects.none(), empty_label=None)
    held_on = day_field(label="哪天开始")
    opens = time_field("几点开始")
    last_day = day_field(
        label="哪天结束", required=False, help_text="当天办完的空着。开放几天的，谁都在自己方便的时候答。"
    )
    closes = time_field("几点结束")
    minutes = forms.IntegerField(label="一场几分钟", min_value=1, max_value=300)
    townships = forms.MultipleChoiceField(label="哪些乡镇", widget=forms.CheckboxSelectMultiple)
    members = forms.ChoiceField(label="队员怎么答", choices=[*Way.choices, ("", NOBODY)], required=False)
    cadres = forms.ChoiceField(
        label="村“两委”干部怎么答",
        choices=[*Way.choices, ("", NOBODY)],
        required=False,
        help_text="手机上答的不用账号：扫码、点自己的名字、填条上的四位数。",
    )
    reason = forms.CharField(
        label="这个季度再办一次的理由", max_length=200, required=False, help_text="一个季度办过了才要写。"
    )

    def __init__(
        self, *args: Any, blueprints: Sequence[Blueprint], townships: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kept = [one.pk for one in blueprints]
        self.fields["blueprint"].queryset = Blueprint.objects.filter(pk__in=kept)
        self.fields["townships"].choices = townships
        if not townships:
            del self.fields["townships"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("members") and not given.get("cadres"):
            self.add_error("members", "至少选一种人参加。")
        return given

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "title": given["title"],
            "blueprint": given["blueprint"],
            "opens_at": moment_of(given["held_on"], given["opens"]),
            "closes_at": moment_of(given["last_day"] or given["held_on"], given["closes"]),
            "minutes": given["minutes"],
            "reason": given["reason"],
        }


class LatecomersForm(ActForm):
    ask = _ask("test.seat", "加人参加测验", "临时来的人也有卷子", how_often=SOMETIMES)
    names = forms.CharField(
        label="谁",
        widget=forms.Textarea({"rows": 4}),
        help_text="一行一个名字；同名的后面空一格写村，如“石有田 石坪村”。",
    )
    way = forms.ChoiceField(label="怎么答", choices=Way.choices, widget=forms.RadioSelect)


class CancelForm(ActForm):
    ask = _ask("test.cancel", "不办这场测验", "参加的人知道为什么不办了", how_often=SOMETIMES)
    reason = forms.CharField(label="为什么不办", max_length=200)


class AgainForm(ActForm):
    ask = _ask("test.again", "准再考一次", "没考好的人有机会补上", how_often=SOMETIMES)
    held_on = day_field(label="哪天开始")
    opens = time_field("几点开始")
    last_day = day_field(label="哪天结束", required=False, help_text="当天考完的空着。")
    closes = time_field("几点结束")

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        first, last = given["held_on"], given["last_day"] or given["held_on"]
        return {"opens_at": moment_of(first, given["opens"]), "closes_at": moment_of(last, given["closes"])}


class JudgeForm(ActForm):
    """A box of points for each short answer; the page shows what was written and what it is compared with."""

    ask = _ask("seat.judge", "评简答题", "机器评不了的由人评", how_often=SOMETIMES, minutes=2)

    def __init__(
        self,
        *args: Any,
        written: dict[int, str],
        items: list[Item],
        versions: dict[int, QuestionVersion],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._said = [(at, versions[items[at].version], said) for at, said in written.items()]
        for at, version, _ in self._said:
            most = items[at].points_milli // MILLI
            self.fields[f"item_{at}"] = forms.IntegerField(
                label=f"第 {at + 1} 题给几分", min_value=0, max_value=most, help_text=f"满分 {most} 分"
            )
            self.fields[f"item_{at}"].question = version

    @property
    def answers(self) -> list[tuple[Any, str, QuestionVersion, str]]:
        """Box, reference answer, question, what was written."""
        return [(self[f"item_{at}"], key_in_words(version.text), version, said) for at, version, said in self._said]

    def told(self) -> dict[str, Any]:
        return {"milli": {str(at): self.cleaned_data[f"item_{at}"] * MILLI for at, _, _ in self._said}}
