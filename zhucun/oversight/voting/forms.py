"""What a township or the office tells of a rating: when and of whom, how many papers, what they came to."""

from typing import Any

from django import forms

from zhucun.lib.asking import EVERY_QUARTER, TOWNSHIP, Ask, asks
from zhucun.oversight.rating import rules
from zhucun.oversight.rating.models import RatingSession
from zhucun.oversight.rating.reading import Judged
from zhucun.oversight.rating.rules import Group
from zhucun.records.notes.forms import files_field
from zhucun.web.forms import ActForm, day_field

BASIS = "驻村工作考核办法：民主测评、群众评议（R-ASS-12）"
MOST = 500


class OpenForm(ActForm):
    """Teams that have none in the cycle, to be ticked."""

    ask = asks(
        Ask(
            "rating.open",
            "办民主测评、群众评一评",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=EVERY_QUARTER,
            what_for="考核里村里和群众的那一份",
            minutes=3,
            role=TOWNSHIP,
        )
    )
    held_on = day_field(label="哪天办")
    until_on = day_field(label="最后一天", help_text="从办的那天起，到这天为止能扫。")
    judges_members = forms.BooleanField(label="连队员一个一个评", required=False)

    def __init__(self, *args: Any, teams: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"] = forms.MultipleChoiceField(
            label="哪些队", choices=teams, widget=forms.CheckboxSelectMultiple
        )


class BallotsForm(ActForm):
    ask = asks(
        Ask(
            "rating.gather",
            "登记收回几张票",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=EVERY_QUARTER,
            what_for="算出哪几摞要合在一起再计",
            minutes=1,
            role=TOWNSHIP,
        )
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in Group:
            self.fields[group.value] = forms.IntegerField(
                label=f"{group.label}几张", min_value=0, max_value=MOST, required=False
            )

    @property
    def ballots(self) -> dict[str, int]:
        return {group.value: self.cleaned_data.get(group.value) or 0 for group in Group}


class CountsForm(ActForm):
    """A box for each pile, topic and answer; nothing typed is none."""

    ask = asks(
        Ask(
            "rating.enter",
            "登记测评票数",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=EVERY_QUARTER,
            what_for="只留每一摞的合计，谁投的查不到",
            minutes=10,
            role=TOWNSHIP,
        )
    )

    photos = files_field("计票单的照片", "image/jpeg,image/png", "想留底的附上，不附也算数；别拍选票")

    def __init__(self, *args: Any, session: RatingSession, judged: Judged, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session, self.judged = session, judged
        for at, pile in enumerate(judged.piles):
            for topic, answer in rules.cells_of(session.form):
                self.fields[f"c_{at}_{topic}_{answer}"] = forms.IntegerField(
                    min_value=0,
                    max_value=MOST,
                    required=False,
                    initial=pile.counts.get((topic, answer)) or None if judged.is_entered else None,
                )
        self._name()

    def _name(self) -> None:
        """Each box is read aloud with its pile, topic and answer."""
        for at, pile in enumerate(self.judged.piles):
            for topic in self.session.form["topics"]:
                for answer in topic["answers"]:
                    said = f"{pile.label}，{topic['text']}，{answer['label']}几票"
                    box = self.fields[f"c_{at}_{topic['key']}_{answer['key']}"]
                    box.label = said
                    box.widget.attrs.update({"aria-label": said, "inputmode": "numeric"})

    @property
    def grids(self) -> list[tuple[Any, list[tuple[str, list[tuple[str, Any]]]]]]:
        """(pile, [(topic, [(answer, box)])]) as the page draws them."""
        return [
            (
                pile,
                [
                    (
                        topic["text"],
                        [(one["label"], self[f"c_{at}_{topic['key']}_{one['key']}"]) for one in topic["answers"]],
                    )
                    for topic in self.session.form["topics"]
                ],
            )
            for at, pile in enumerate(self.judged.piles)
        ]

    @property
    def counts(self) -> list[dict[str, Any]]:
        return [
            {"pile": pile.pile, "topic": topic, "answer": answer, "count": count}
            for at, pile in enumerate(self.judged.piles)
            for topic, answer in rules.cells_of(self.session.form)
            if (count := self.cleaned_data.get(f"c_{at}_{topic}_{answer}"))
        ]


class SlipsForm(ActForm):
    ask = asks(
        Ask(
            "rating.issue_slips",
            "出群众评议条",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=EVERY_QUARTER,
            what_for="群众自己扫码评，不经过队里和村里",
            minutes=2,
            role=TOWNSHIP,
        )
    )
    count = forms.IntegerField(label="几张", min_value=1, max_value=400)


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么", max_length=200)
