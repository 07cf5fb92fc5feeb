"""For when a ledger is asked. By GET, so that the same one can be taken again."""

from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.lib.asked_days import month_in
from zhucun.web.forms import AskingForm, day_field
from zhucun.web.ledgers import Asked, Ledger, Per, asked_of, months_before

MONTHS_BACK = 24


class LedgerForm(AskingForm):
    """A day, a month, or from a day to a day."""

    use_required_attribute = False

    def __init__(self, data: Any, *, of: Ledger, by: Actor, stands: Asked) -> None:
        initial = {"day": stands.last, "since": stands.since, "month": f"{stands.since:%Y-%m}"}
        super().__init__(data, initial=initial)
        self._of, self._by = of, by
        if of.per is Per.MONTH:
            months = [(f"{day:%Y-%m}", f"{day.year}年{day.month}月") for day in months_before(by.today, MONTHS_BACK)]
            self.fields["month"] = forms.ChoiceField(label="哪个月", choices=months)
        elif of.per is Per.DAY:
            self.fields["day"] = day_field(label="哪一天的")
        else:
            self.fields["since"] = day_field(label="从哪天")
            self.fields["day"] = day_field(label="到哪天")

    def asked(self) -> Asked:
        """Raises Refused."""
        told = self.cleaned_data
        day = month_in(told["month"]) if "month" in told else told["day"]
        return asked_of(self._of, self._by, day=day, since=told.get("since"))
