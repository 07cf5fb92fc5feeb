"""What people fill in: how a draft is to be looked for, a line of why, a change of hands."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from zhucun.dispatch.formation.models import FormationPlan
from zhucun.dispatch.formation.rules import WISHES, Level, Mode, in_order
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.web.forms import ActForm

MODE_HINTS = "单位定点：后盾单位至少派一人到自己后盾的队。全县统排：不看单位后盾哪支队，全县一起排。"


class DraftForm(ActForm):
    """`wish_…` fields are the levels of the wishes, in the order in which they are asked for."""

    round = forms.ChoiceField(label="给哪一轮排", required=False)
    mode = forms.ChoiceField(label="怎么排", choices=Mode.choices, widget=forms.RadioSelect, help_text=MODE_HINTS)
    with_gaps = forms.BooleanField(
        label="缺人也先排", required=False, help_text="排不满的队先空着，写明缺谁；不打勾，缺人就不排。"
    )
    title = forms.CharField(label="给这一稿起个说明", max_length=30, required=False, help_text="比如：先保留任")

    def __init__(self, *args: Any, rounds: list[SelectionRound], levels: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].choices = [("", "不按轮次，按今天的名册"), *((str(r.pk), r.title) for r in rounds)]
        self._rounds = {str(one.pk): one for one in rounds}
        shown = [*in_order(levels), *(wish for wish in WISHES if not levels.get(wish.key, Level.USUAL))]
        for wish in shown:
            self.fields[f"wish_{wish.key}"] = forms.TypedChoiceField(
                label=wish.label, choices=Level.choices, coerce=int, help_text=wish.hint, initial=levels.get(wish.key)
            )

    @property
    def wishes(self) -> list[BoundField]:
        return [field for field in self if field.name.startswith("wish_")]

    @property
    def plain(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith("wish_")]

    def told(self) -> dict[str, Any]:
        given = super().told()
        levels = {name.removeprefix("wish_"): given.pop(name) for name in list(given) if name.startswith("wish_")}
        return {**given, "round": self._rounds.get(given["round"]), "levels": levels}


class AgainForm(DraftForm):
    """The next draft from this one: for the same round."""

    def __init__(self, *args: Any, plan: FormationPlan, **kwargs: Any) -> None:
        super().__init__(*args, rounds=[], levels=plan.levels, **kwargs)
        del self.fields["round"]
        self._plan = plan

    def told(self) -> dict[str, Any]:
        given = ActForm.told(self)
        levels = {name.removeprefix("wish_"): given.pop(name) for name in list(given) if name.startswith("wish_")}
        return {**given, "round": self._plan.round, "levels": levels, "follows": self._plan}


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class SwapForm(ActForm):
    """A line of why where it is worse than what was found."""

    one = forms.IntegerField(widget=forms.HiddenInput)
    other = forms.IntegerField(widget=forms.HiddenInput)
    back = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label="为什么这样换", max_length=200)

    def __init__(self, *args: Any, costs: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = costs > 0
        self.fields["reason"].help_text = f"比排出来的少 {costs} 分，写一句为什么，以后查得到。" if costs else ""
