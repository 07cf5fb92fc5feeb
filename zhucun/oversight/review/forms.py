"""What is filled in about a monthly review: all a township types, and the meeting."""

from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.lib.asking import EVERY_MONTH, TOWNSHIP, Ask, asks, when
from zhucun.lib.periods import month_of
from zhucun.oversight.review.models import MonthlyReview
from zhucun.records.meetings.models import Meeting
from zhucun.web.forms import ActForm, day_field

LONGEST, LONGEST_LINE = 500, 200


def _area(label: str, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class StatementForm(ActForm):
    ask = asks(
        Ask(
            "review.say",
            "调度会前报情况",
            who_asks="县驻村办",
            basis="一月一调度（R-LOG-08）",
            how_often=EVERY_MONTH,
            what_for="印在调度表上，会上定；数字由系统算，不用报",
            minutes=5,
            role=TOWNSHIP,
        )
    )
    problems = _area("有什么问题", max_length=LONGEST, required=False, help_text="写最要紧的一两件。没有就空着。")
    asks_for = _area("请县里定什么", max_length=LONGEST, required=False, help_text="没有就空着。")

    def told(self) -> dict[str, Any]:
        told = super().told()
        return {"problems": told["problems"], "asks": told["asks_for"]}


OWN_MEETING = asks(
    Ask(
        "review.own",
        "记乡镇自己的调度会和定的事",
        who_asks="乡镇自己",
        basis="每月和工作队开一次会（R-LOG-05），不记在这里的不用填",
        how_often=when("在这里记会上定的事时", times_a_year=12),
        what_for="定的事进承办队的等我办的，到期提醒",
        minutes=2,
        role=TOWNSHIP,
    )
)


class MeetingForm(ActForm):
    """A township's meeting is its own affair, and what is asked of it says so; the county's is the office's work."""

    ask = OWN_MEETING

    def __init__(self, *args: Any, is_of_county: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_of_county:
            self.ask = None


class OpenForm(MeetingForm):
    month = forms.CharField(label="哪个月", widget=forms.TextInput(attrs={"type": "month"}))
    planned_on = day_field(label="打算哪天开", required=False, help_text="空着的话，按办法参数里的日子。")


class HeldForm(MeetingForm):
    held_on = day_field(label="哪天开的")
    chaired_by = forms.CharField(label="谁主持", max_length=80, required=False)
    minutes = forms.CharField(
        label="纪要文号或者记在哪里", max_length=120, required=False, help_text="如 青驻办纪要〔2022〕7号。"
    )
    meeting = forms.ModelChoiceField(
        label="会议记录",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="没有在这里记",
        help_text="“工作记录”里记过这次会的，选上，签到就连上了。",
    )

    def __init__(self, *args: Any, review: MonthlyReview, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, is_of_county=review.is_of_county, **kwargs)
        month = month_of(review.first)
        held = Meeting.objects.visible_to(by).held_in(month.since, month.until).meant_for("review")
        rows = held.filter(within_prefixes("record__place_code", [review.place_code])).select_related("record")
        self.fields["meeting"].queryset = rows.order_by("-record__happened_on")
