"""What is filled in about a talk: the notice, one's own statement, the talk in three fields, the follow-up."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from zhucun.lib.asking import LEADER, MEMBER, TOWNSHIP, UNIT, Ask, asks, when
from zhucun.lib.evidence import Evidence
from zhucun.oversight.talks.models import TalkRecord
from zhucun.web.forms import ActForm, day_field

LONGEST = 400


def text_field(label: str, *, hint: str = "", required: bool = True, rows: int = 3) -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, help_text=hint, required=required, widget=area)


class NotifyForm(ActForm):
    ask = asks(
        Ask(
            "talk.notify",
            "发约谈通知",
            who_asks="县驻村办",
            basis="约谈先通知，说清为什么（R-TLK-02）",
            how_often=when("要约谈人时", times_a_year=2),
            what_for="被约谈的人先知道为什么，好作说明",
            minutes=2,
            role=TOWNSHIP,
        )
    )
    reason = text_field("为什么谈", hint="一两句，写到事：哪天、什么事。")
    planned_on = day_field(label="定在哪天谈", required=False, help_text="不填就是 30 天内。")
    evidence = forms.MultipleChoiceField(
        label="凭哪些记录", required=False, widget=forms.CheckboxSelectMultiple, help_text="从这个人的记录里选。"
    )

    def __init__(self, *args: Any, offered: Sequence[Evidence] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].choices = [(one.reference, one.sentence) for one in offered]
        if not offered:
            del self.fields["evidence"]


class NotifyUnitsForm(ActForm):
    """For all that were ticked; each keeps its own evidence."""

    planned_on = day_field(label="定在哪天谈", required=False, help_text="不填就是 30 天内。")


class AnswerForm(ActForm):
    ask = asks(
        Ask(
            "talk.state",
            "对约谈作说明",
            who_asks="县驻村办",
            basis="先听说明，再谈（R-TLK-02）",
            how_often=when("接到约谈通知时", times_a_year=1),
            what_for="谈的人看了再谈；不写也可以当面说",
            minutes=5,
            role=(MEMBER, LEADER, UNIT),
        )
    )
    statement = text_field("你的说明", hint="怎么回事，有什么难处。不写也行，当面说。", rows=4)


TALK = asks(
    Ask(
        "talk.hold",
        "登记谈话和回访",
        who_asks="县驻村办",
        basis="谈了什么、答应什么要记下来（R-TLK-02）",
        how_often=when("谈了话时", times_a_year=3),
        what_for="双约谈两方都登记了才算谈全；到期照着回访",
        minutes=3,
        role=(TOWNSHIP, UNIT),
    )
)


class ShortHoldForm(ActForm):
    """As on the phone: three fields, and what was said there where nothing was written before."""

    ask = TALK
    held_on = day_field(label="哪天谈的")
    points = text_field("谈了什么")
    commitment = text_field("答应怎么改", required=False)
    statement = text_field("当面怎么说的", hint="还没有书面说明，记一句当面说的。", rows=2)

    def __init__(self, *args: Any, talk: TalkRecord, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, seen=talk, initial={"held_on": today}, **kwargs)
        if talk.stated_on:
            del self.fields["statement"]
        elif today > talk.answer_due_on:
            self.fields["statement"].required = False


class HoldForm(ShortHoldForm):
    fix_by = day_field(label="哪天前改好", required=False, help_text="不填就按办法里的天数。")
    held_by = forms.CharField(
        label="谁谈的", max_length=80, required=False, help_text="不是你本人谈的才填：姓名、职务。"
    )


class FollowUpForm(ActForm):
    ask = TALK
    on = day_field(label="哪天回访的")
    note = text_field("看到改得怎么样")


class WithdrawForm(ActForm):
    reason = text_field("为什么不谈了", rows=2)


def sentences(evidence: Iterable[dict[str, Any]]) -> str:
    """What a record rests on, in one line."""
    return "；".join(one["sentence"].rstrip("。") for one in evidence)
