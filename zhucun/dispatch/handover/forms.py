"""What is filled in about a handover."""

from django import forms

from zhucun.dispatch.handover.rules import Outcome, Side
from zhucun.web.forms import ActForm, day_field


class ItemForm(ActForm):
    outcome = forms.ChoiceField(label="结果", choices=Outcome.choices, required=False)
    note = forms.CharField(label="交接情况", max_length=120, required=False)

    def clean_outcome(self) -> str:
        return self.cleaned_data["outcome"] or Outcome.HANDED


class PaperForm(ActForm):
    sides = forms.MultipleChoiceField(
        label="纸上谁签了字",
        choices=Side.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="没清点的项目，按纸质清单一并记作交清了。",
    )
    led_by = forms.CharField(label="乡镇签字人", max_length=40, required=False, help_text="乡镇签了的，写是谁。")
    signed_on = day_field(label="签字的日子")

    def __init__(self, *args: object, open_sides: list[Side], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sides"].choices = [(side.value, side.label) for side in open_sides]
        if Side.TOWNSHIP not in open_sides:
            del self.fields["led_by"]
