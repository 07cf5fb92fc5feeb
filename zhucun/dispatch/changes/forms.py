"""What people fill in about a change: a ground from a closed list, evidence picked from records, yes or no."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhucun.dispatch.changes.rules import GROUNDS, CaseKind, Effect, Ground
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.lib.asking import TOWNSHIP, UNIT, Ask, asks, when
from zhucun.lib.evidence import Evidence
from zhucun.web.forms import ActForm, day_field

NUMBER = "如 青驻办调〔2022〕6号"
YES, NO = "yes", "no"


def _text(label: str, *, required: bool = False, hint: str = "", longest: int = 400) -> forms.CharField:
    area = forms.Textarea({"rows": 2})
    return forms.CharField(label=label, max_length=longest, required=required, help_text=hint, widget=area)


class ProposeForm(ActForm):
    """Of one kind: its own grounds, and only what that kind asks for."""

    ask = asks(
        Ask(
            "change.propose",
            "提出换人、增派",
            who_asks="县驻村办",
            basis="中途换人要有事由（R-SEL-15、R-TLK-05）",
            how_often=when("有人要换时", times_a_year=2),
            what_for="开一件调整，意见、批准、交接都跟着它走",
            minutes=5,
            role=(TOWNSHIP, UNIT),
        )
    )
    ground = forms.ChoiceField(label="事由", widget=forms.RadioSelect)
    reason = _text("说明", hint="一句话。身体、家庭、纪律方面的事不写在这里。", longest=150)
    evidence = forms.MultipleChoiceField(
        label="佐证", required=False, widget=forms.CheckboxSelectMultiple, help_text="从这个人的记录里选。"
    )
    last_day = day_field(label="建议最后一天", required=False, help_text="不填就到发文时定。")

    def __init__(self, *args: Any, kind: str, offered: Sequence[Evidence] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(ground.value, ground.label) for ground in GROUNDS[CaseKind(kind)]]
        self.fields["evidence"].choices = [(one.reference, one.sentence) for one in offered]
        if kind == CaseKind.RECALL:
            self.fields["evidence"].required = True
            self.fields["reason"].label = "“其他”是什么"
            self.fields["reason"].help_text = "只有选了“其他”才写；经过用佐证说。"
        if kind == CaseKind.REINFORCEMENT:
            del self.fields["last_day"]
        if not offered or kind not in (CaseKind.RECALL, CaseKind.REMOVAL):
            del self.fields["evidence"]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("ground") == Ground.OTHER_TRIGGER and not self.cleaned_data.get("reason"):
            self.add_error("reason", "选了“其他”，要写明是什么。")
        return self.cleaned_data


class TeamRecallForm(ActForm):
    """One ground for the team, and of everybody on it at least one record."""

    ask = ProposeForm.ask
    ground = forms.ChoiceField(label="事由", widget=forms.RadioSelect, choices=[])
    reason = _text("“其他”是什么", hint="只有选了“其他”才写；经过用佐证说。", longest=150)
    evidence = forms.MultipleChoiceField(
        label="佐证", widget=forms.CheckboxSelectMultiple, help_text="每个人至少选一条，从各人的记录里选。"
    )

    def __init__(self, *args: Any, offered: Mapping[str, Sequence[Evidence]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(one.value, one.label) for one in GROUNDS[CaseKind.RECALL]]
        self.fields["evidence"].choices = [
            (one.reference, f"{name}：{one.sentence}") for name, records in offered.items() for one in records
        ]


class AgreeForm(ActForm):
    """同意 or 不同意; the second wants a line of why."""

    ask = asks(
        Ask(
            "change.opinion",
            "对调整、撤换、召回说意见",
            who_asks="县驻村办",
            basis="中途换人要先听乡镇和单位的（R-SEL-15）",
            how_often=when("有人要换时", times_a_year=2),
            what_for="县里定处理时看",
            minutes=2,
            role=(TOWNSHIP, UNIT),
        )
    )
    agrees = forms.ChoiceField(label="意见", choices=[(YES, "同意"), (NO, "不同意")], widget=forms.RadioSelect)
    opinion = _text("说明", hint="不同意的，写一句为什么。")

    def clean_agrees(self) -> bool:
        return self.cleaned_data["agrees"] == YES


def _not_waiting() -> forms.CharField:
    return _text("没等意见就定，为什么", required=True, hint="如：单位已经来电说过同意；情况紧急。", longest=120)


class DecideForm(AgreeForm):
    """`missing`: who has not said an opinion and is still in time."""

    ask = None  # the county's own
    not_waiting = _not_waiting()
    last_day = day_field(label="最后一天", required=False, help_text="含这一天；可以到发文时再定。")
    field_order = ("agrees", "last_day", "not_waiting", "opinion")

    def __init__(self, *args: Any, missing: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_why_not_waiting(self, missing)


def _ask_why_not_waiting(form: ActForm, missing: Sequence[str]) -> None:
    if missing:
        form.fields["not_waiting"].label = f"没等{'、'.join(missing)}说意见就定，为什么"
    else:
        del form.fields["not_waiting"]


class RecallOrNotForm(DecideForm):
    """The first of two steps: whoever chooses 召回 is asked once more, on a page that says what it means."""

    agrees = forms.ChoiceField(
        label="定处理", choices=[(YES, "召回…"), (NO, "不召回，退给提出的一方")], widget=forms.RadioSelect
    )
    last_day = None


class RecallForm(ActForm):
    not_waiting = _not_waiting()
    opinion = _text("再写一遍为什么召回", required=True)
    last_day = day_field(label="最后一天", help_text="含这一天。签批以后发文，第二天起不在册。")
    effects = forms.MultipleChoiceField(
        label="影响",
        choices=Effect.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="是本人过错的才选；别的机关另定的，只记文号。",
    )

    def __init__(self, *args: Any, missing: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_why_not_waiting(self, missing)


class ApproveForm(AgreeForm):
    ask = None  # the county's own
    document = forms.CharField(label="批复文号", max_length=120, required=False, help_text="上级批复的要填。")


class CarryOutForm(ActForm):
    document = forms.CharField(label="文号", max_length=120, help_text=NUMBER)
    last_day = day_field(label="最后一天", help_text="含这一天。第二天起不再在册，名额空出来。")


class ConfirmForm(ActForm):
    ask = asks(
        Ask(
            "change.confirm",
            "确认接替的人",
            who_asks="县驻村办",
            basis="空缺要按期补齐（R-SEL-11）",
            how_often=when("有空缺要补时", times_a_year=2),
            what_for="下派驻通知，记进这个人的档案",
            minutes=2,
            role=UNIT,
        )
    )
    on = day_field(label="哪天确认能派驻的", help_text="记在这个人的档案里；只记日期，不记身体情况。")
    letter = forms.CharField(label="单位复函", max_length=120, required=False, help_text="文号或日期。")


class DeclineForm(ActForm):
    reason = forms.CharField(
        label="为什么不能去", max_length=200, help_text="一句话，县里好另提人。身体、家庭方面的写“本人原因”。"
    )


class PostForm(ActForm):
    since = day_field(label="从哪天起", help_text="按派出文件。任期从这天算；可以早来几天，和走的人当面交接。")
    basis = forms.CharField(label="派出文号", max_length=200, help_text=NUMBER)
    roles = forms.MultipleChoiceField(label="队内职务", choices=TeamRole.choices, widget=forms.CheckboxSelectMultiple)


class CloseForm(ActForm):
    override = _text("为什么不补了", hint="队里的人和原来一样多的不用写；比原来少的要写，由定处理的人办。")


class WithdrawForm(ActForm):
    reason = forms.CharField(label="为什么撤回", max_length=200)
