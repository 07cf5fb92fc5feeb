"""What people fill in about 结对帮扶."""

from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.org.aid.rules import KEEP_AID_UNITS
from zhucun.org.people.models import Unit
from zhucun.web.forms import ActForm, day_field


class PairUnitForm(ActForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label="选一个单位")
    since = day_field(label="从哪天起")
    basis = forms.CharField(label="依据文号", max_length=120, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reached = Unit.objects.visible_to(by, KEEP_AID_UNITS).filter(until__isnull=True)
        self.fields["unit"].queryset = reached.order_by("position", "pk")


class EndForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天。")
    reason = forms.CharField(label="理由", max_length=200, required=False)
