"""Which days, whole or half, and one sentence where somebody wants to say it."""

from datetime import date
from typing import Any

from django import forms

from zhucun.lib import halves
from zhucun.lib.asking import MEMBER, Ask, asks, when
from zhucun.mobile.month.forms import PARTS, WHOLE, span_of
from zhucun.web.forms import ActForm, day_field


class ChangeForm(ActForm):
    ask = asks(
        Ask(
            "attendance.enter.phone",
            "我有变动",
            who_asks="县驻村办",
            basis="公务、培训、轮休要事先说一声（R-ATT-03）；平常在村不用填",
            how_often=when("有变动时", times_a_year=24),
            what_for="记入在村情况；去哪里、办什么选填",
            minutes=0,
            role=MEMBER,
        )
    )
    since = day_field(label="从哪天")
    until = day_field(label="到哪天")
    part = forms.ChoiceField(label="整天还是半天", choices=PARTS, initial=WHOLE, widget=forms.RadioSelect)
    place = forms.CharField(label="去哪里、办什么", max_length=60, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": today, "until": today, "part": WHOLE}, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", "结束日期要在开始日期之后，或者同一天。")
        elif since and until and since != until and given.get("part") != WHOLE:
            self.add_error("part", "半天只选同一天；几天的，选整天。")
        return given

    def told(self) -> dict[str, Any]:
        """As the act is told: half-days."""
        given = super().told()
        first, last, part = given.pop("since"), given.pop("until"), given.pop("part")
        span = span_of(first, part) if part != WHOLE else halves.whole_days(first, last)
        return {**given, "since_half": span[0], "until_half": span[1]}
