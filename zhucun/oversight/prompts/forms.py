"""What is written in a prompt: whom it goes to, and up to eight things with a day and the ledger that tells of them."""

import re
from datetime import date
from typing import Any, ClassVar

from django import forms

from zhucun.acts.actor import Actor
from zhucun.lib.asked_days import month_in
from zhucun.lib.periods import add_months
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.prompts.measures import all_measures
from zhucun.oversight.prompts.models import WorkPrompt
from zhucun.oversight.prompts.rules import MOST_ITEMS, Audience
from zhucun.policy.profile import TAGS
from zhucun.web.forms import ActForm, AskingForm, day_field

MOST = 999
NOT_COUNTED = "不计数，只提醒"


class PromptForm(ActForm):
    only_with: ClassVar = {"tag": ("audience", "tag"), "townships": ("audience", "townships")}

    month = forms.CharField(label="哪个月", widget=forms.TextInput(attrs={"type": "month"}))
    title = forms.CharField(label="标题", max_length=60)
    opening = forms.CharField(
        label="开头的话", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    audience = forms.ChoiceField(label="发给谁", choices=Audience.choices, widget=forms.RadioSelect)
    tag = forms.ChoiceField(label="哪一类村", choices=[("", "选一类"), *TAGS.items()], required=False)
    townships = forms.MultipleChoiceField(label="哪些乡镇", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.visible_to(by).as_of(by.today).filter(kind=Kind.TOWNSHIP)
        self.fields["townships"].choices = list(places.order_by("position", "code").values_list("code", "name"))


class ItemForm(AskingForm):
    """A line; one without words is no line."""

    text = forms.CharField(label="做什么", max_length=120, required=False)
    due_on = day_field(label="期限", required=False)
    measure = forms.ChoiceField(label="看哪本台账", required=False)
    at_least = forms.IntegerField(label="每队至少", min_value=1, max_value=MOST, required=False)

    only_with: ClassVar = {"at_least": ("measure", "*")}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(measure.key, f"{measure.label}（{measure.unit}）") for measure in all_measures()]
        self.fields["measure"].choices = [("", NOT_COUNTED), *known]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("text") and not said.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "填期限。")
        return said

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "text": said.get("text") or "",
            "due_on": said.get("due_on") or date.min,
            "measure": said.get("measure") or "",
            "at_least": said.get("at_least") or 1,
        }


def item_forms(data: Any, initial: list[dict[str, Any]]) -> list[ItemForm]:
    return [
        ItemForm(data, prefix=f"item{at}", initial=initial[at] if at < len(initial) else {}) for at in range(MOST_ITEMS)
    ]


def written(prompt: WorkPrompt, *, month: date | None = None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A prompt as the form has it; for another month its days are moved there (照上月起草)."""
    first = month or prompt.first
    told = {name: getattr(prompt, name) for name in ("title", "opening", "audience", "tag", "townships")}
    further = months_between(prompt.first, first)
    items = [
        {"text": i.text, "due_on": add_months(i.due_on, further), "measure": i.measure, "at_least": i.at_least}
        for i in prompt.items.order_by("position")
    ]
    return {**told, "month": f"{first:%Y-%m}"}, items


def months_between(one: date, other: date) -> int:
    return 12 * (other.year - one.year) + other.month - one.month


def told_of(form: PromptForm, lines: list[ItemForm]) -> dict[str, Any]:
    """Where another month was chosen, the title and the days that were left as they were offered go with it."""
    told, items = form.told(), [(line, line.told()) for line in lines if line.cleaned_data.get("text")]
    offered, chosen = _first_of(form.initial.get("month")), _first_of(told.get("month"))
    if offered and chosen and offered != chosen:
        further = months_between(offered, chosen)
        for line, item in items:
            if "due_on" not in line.changed_data:
                item["due_on"] = add_months(item["due_on"], further)
        if "title" not in form.changed_data:
            told["title"] = in_month(told["title"], offered, chosen)
    return {**told, "items": [item for _, item in items]}


def in_month(title: str, one: date, other: date) -> str:
    """7月重点工作提示 as that of August; 17月 is no month."""
    return re.sub(rf"(?<!\d){one.month}月", f"{other.month}月", title)


def _first_of(month: str | None) -> date | None:
    return month_in(month or "")  # of what is none the act says how a month is written


class WithdrawForm(ActForm):
    reason = forms.CharField(label="为什么收回", max_length=200)
