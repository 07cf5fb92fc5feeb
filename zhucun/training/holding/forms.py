"""A session, and who came to it."""

import uuid
from typing import Any, ClassVar

from django import forms

from zhucun.acts.actor import Actor
from zhucun.acts.once import once
from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.lib.halves import PER_DAY, shown_halfdays
from zhucun.training.holding.sheet import Sheet
from zhucun.training.sessions import acts as sessions
from zhucun.training.sessions.models import TrainingSession
from zhucun.training.sessions.rules import Kind, Mode
from zhucun.web.forms import ActForm, day_field

BASIS = "驻村干部每年至少轮训一次，新来的岗前培训（R-TRN-01、R-TRN-02）"


class HalfdaysField(forms.CharField):
    """2 or 2.5 days, kept as half-days."""

    def clean(self, value: Any) -> int:
        typed = super().clean(value).strip().removesuffix("天").strip()
        whole, _, part = typed.partition(".")
        if not whole.isdecimal() or len(whole) > 2 or part not in ("", "0", "5"):
            raise forms.ValidationError("写成 2 或者 2.5 这样。")
        return int(whole) * PER_DAY + (part == "5")

    def prepare_value(self, value: Any) -> Any:
        return shown_halfdays(value) if isinstance(value, int) else value


class SessionForm(ActForm):
    only_with: ClassVar = {"speakers": ("kind", "experience_exchange")}
    ask = asks(
        Ask(
            "session.announce",
            "登记培训班",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("办一期时", times_a_year=6),
            what_for="期数、人次和谁还缺培训从这里算",
            minutes=3,
            role=TOWNSHIP,
        )
    )
    title = forms.CharField(label="名称", max_length=80, help_text="如“防返贫监测帮扶业务培训”。")
    kind = forms.ChoiceField(label="哪一种", choices=Kind.choices, widget=forms.RadioSelect)
    mode = forms.ChoiceField(label="线上还是线下", choices=Mode.choices, widget=forms.RadioSelect)
    first_day = day_field(label="哪天开始")
    last_day = day_field(label="哪天结束")
    halfdays = HalfdaysField(label="算几天", max_length=6, help_text="半天写 0.5。线上的按课的长短算，不按开放了几天。")
    theme = forms.CharField(label="讲什么", max_length=200, required=False)
    organiser = forms.CharField(label="谁主办", max_length=80)
    hosts = forms.CharField(label="谁来讲", max_length=200, required=False)
    venue = forms.CharField(label="在哪里", max_length=80, required=False, help_text="线上的写用什么看。")
    speakers = forms.CharField(
        label="经验交流谁讲、讲什么",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="一人一行，如“石有田：怎样开好屋场会”。别的培训不用写。",
    )


def now_of(session: TrainingSession) -> dict[str, Any]:
    """What the form begins with when something is put right."""
    plain = ("title", "kind", "mode", "theme", "organiser", "hosts", "venue")
    return {
        **{name: getattr(session, name) for name in plain},
        "first_day": session.since,
        "last_day": session.last_day,
        "halfdays": session.length_halfdays,
        "speakers": "\n".join(map(str, session.speakers.all())),
    }


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么", max_length=200)


class TickForm(ActForm):
    """The people of one township: what differs from what its sender saw is entered or taken out, and nothing else, so
    that two who tick at once lose nothing of each other."""

    ask = asks(
        Ask(
            "session.tick",
            "登记到课",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("办完一期时", times_a_year=6),
            what_for="期数、人次和谁还缺培训从这里算，不用再报名单",
            minutes=3,
            role=TOWNSHIP,
        )
    )
    saw = forms.CharField(widget=forms.HiddenInput, required=False)
    came = forms.MultipleChoiceField(label="谁来了", required=False)
    unfinished = forms.MultipleChoiceField(label="谁没上完", required=False)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        self.sheet = sheet
        told = " ".join(one.key + "-" * one.unfinished for one in sheet.people if one.came)
        super().__init__(*args, initial={"saw": told}, **kwargs)
        keys = [(one.key, one.name) for one in sheet.people]
        self.fields["came"].choices = self.fields["unfinished"].choices = keys

    def enter(self, session: TrainingSession, *, by: Actor) -> bool:
        given = self.cleaned_data
        left, saw = set(given["unfinished"]), set(given["saw"].split())
        now = {key + "-" * (key in left) for key in {*given["came"], *left}}
        gone = {key.rstrip("-") for key in saw} - {key.rstrip("-") for key in now}

        def work() -> int:
            for is_completed in (True, False):
                keys = {key.rstrip("-") for key in now - saw if key.endswith("-") != is_completed}
                if keys:
                    sessions.tick(session, **self._people(keys), is_completed=is_completed, by=by)
            if gone:
                sessions.untick(session, **self._people(gone), by=by)
            return session.pk

        sent = given["sent"] or uuid.uuid4()
        return self.tries(lambda: once(sessions.tick, work, sent=sent, by=by))

    def _people(self, keys: set[str]) -> dict[str, list[Any]]:
        rows = {key: self.sheet.rows[key] for key in sorted(keys) if key in self.sheet.rows}
        return {
            "postings": [row for key, row in rows.items() if key.startswith("p")],
            "participants": [row for key, row in rows.items() if key.startswith("x")],
        }
