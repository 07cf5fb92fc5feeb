"""What is told of promises: the whole list at once, and one line about one of them."""

from datetime import date
from typing import Any

from django import forms

from zhucun.lib.asking import EVERY_YEAR, LEADER, TOWNSHIP, VILLAGE, Ask, asks, when
from zhucun.oversight.promises.models import TaskPromise
from zhucun.oversight.promises.rules import AcceptedBy
from zhucun.records.notes.models import WorkRecord
from zhucun.web.forms import ActForm, day_field

BASIS = "“六个一”实施方案：每年不超过 10 件，张榜（R-TASK-11）"


class ListForm(ActForm):
    """A line for each promise that may be; a line without words is left out."""

    ask = asks(
        Ask(
            "promise.write",
            "年度任务单",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=EVERY_YEAR,
            what_for="在村里张榜；进展从记一笔里来，不用另报",
            minutes=20,
            role=LEADER,
        )
    )

    def __init__(self, *args: Any, most: int, year: int, kept: list[TaskPromise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        for at in range(most):
            now = kept[at] if at < len(kept) else None
            self.fields[f"text_{at}"] = forms.CharField(
                label=f"第 {at + 1} 件做什么", max_length=120, required=False, initial=now.text if now else ""
            )
            day = day_field(label=f"第 {at + 1} 件哪天办成", required=False)
            day.initial = now.due_on if now else date(year, 12, 20)
            self.fields[f"due_{at}"] = day
            self.fields[f"by_{at}"] = forms.ChoiceField(
                label=f"第 {at + 1} 件谁验收",
                choices=AcceptedBy.choices,
                required=False,
                initial=now.accepted_by if now else AcceptedBy.VILLAGE,
            )

    @property
    def lines(self) -> list[tuple[int, Any, Any, Any]]:
        return [(at + 1, self[f"text_{at}"], self[f"due_{at}"], self[f"by_{at}"]) for at in range(self.most)]

    def clean(self) -> dict[str, Any]:
        for at in range(self.most):
            if self.cleaned_data.get(f"text_{at}") and not self.cleaned_data.get(f"due_{at}"):
                self.add_error(f"due_{at}", f"第 {at + 1} 件写哪天办成。")
        return self.cleaned_data

    @property
    def promises(self) -> list[dict[str, Any]]:
        given = self.cleaned_data
        return [
            {"text": given[f"text_{at}"], "due_on": given[f"due_{at}"], "accepted_by": given[f"by_{at}"] or "village"}
            for at in range(self.most)
            if given.get(f"text_{at}")
        ]


class DoneForm(ActForm):
    ask = asks(
        Ask(
            "promise.done",
            "说一件任务办成了",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("办成一件时", times_a_year=8),
            what_for="请说好的一方来看",
            minutes=1,
            role=LEADER,
        )
    )
    on = day_field(label="哪天办成的")
    note = forms.CharField(label="办成什么样", max_length=200, required=False, help_text="一句话，张榜时写上。")


class AcceptForm(ActForm):
    ask = asks(
        Ask(
            "promise.accept",
            "验收一件任务",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("队里说办成了时", times_a_year=8),
            what_for="看过才算，张榜时写上",
            minutes=1,
            role=(VILLAGE, TOWNSHIP),
        )
    )
    note = forms.CharField(label="看了怎么样", max_length=200, required=False)


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么", max_length=200)


class MoveForm(ActForm):
    ask = asks(
        Ask(
            "promise.move",
            "改任务期限",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("到期办不成时", times_a_year=4),
            what_for="张榜的期限要对得上",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    due_on = day_field(label="改到哪天")
    reason = forms.CharField(label="为什么", max_length=200)


class BackUpForm(ActForm):
    """Records of the team, to be ticked."""

    ask = asks(
        Ask(
            "promise.back_up",
            "勾出算进任务的记录",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("记了和任务有关的事时", times_a_year=20),
            what_for="任务的进展，不用另写",
            minutes=0,
            role=LEADER,
        )
    )

    def __init__(self, *args: Any, records: list[WorkRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["records"] = forms.MultipleChoiceField(
            label="哪些记录说的是这件事",
            choices=[(one.pk, f"{one.happened_on.month}月{one.happened_on.day}日 {one.text}") for one in records],
            widget=forms.CheckboxSelectMultiple,
        )
