"""What is told of a post: where and until when; who stands there; how many came."""

from typing import Any

from django import forms

from zhucun.dispatch.roster.models import Posting
from zhucun.lib.asking import MEMBER, TOWNSHIP, VILLAGE, Ask, asks, when
from zhucun.org.places.models import Place
from zhucun.six_ones.duty_rota.models import LINE
from zhucun.six_ones.duty_rota.rules import MOST_PEOPLE
from zhucun.web.forms import ActForm, day_field

BASIS = "应急响应期间才有（R-TASK-12、R-ATT-16）；国办函〔2026〕12号把应急场景除外"


def _ask(key: str, title: str, how_often: str, times: int, what_for: str) -> Ask:
    told: dict[str, Any] = {"basis": BASIS, "how_often": when(how_often, times_a_year=times), "what_for": what_for}
    return asks(Ask(f"rota.{key}", title, who_asks="县驻村办", minutes=1, role=(MEMBER, TOWNSHIP, VILLAGE), **told))


class OpenForm(ActForm):
    ask = _ask("open", "开一个值守岗位", "应急值守批准以后", 2, "谁在哪里值守，没人的看得见")
    place = forms.ChoiceField(label="哪个村")
    kind = forms.ChoiceField(label="做什么", widget=forms.RadioSelect)
    name = forms.CharField(label="在哪里", max_length=LINE, help_text="比如“村口”“二组路口”。不写哪一户、谁家。")
    wanted = forms.IntegerField(label="每天要几个队员", min_value=1, max_value=20, initial=1)
    since = day_field(label="第一天")
    last_day = day_field(label="最后一天")

    def __init__(self, *args: Any, places: list[tuple[str, str]], kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices, self.fields["kind"].choices = places, kinds
        if len(places) == 1:
            self.fields["place"].initial = places[0][0]


class PutOnForm(ActForm):
    ask = _ask("put_on", "排队员值守", "开岗位、换班时", 4, "谁在值守，本人手机上看得到")
    posting = forms.ModelChoiceField(label="谁", queryset=Posting.objects.none(), empty_label="选一个队员")
    since = day_field(label="从哪天")
    last_day = day_field(label="到哪天")

    def __init__(self, *args: Any, people: list[Posting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["posting"]
        field.queryset = Posting.objects.filter(pk__in=[one.pk for one in people])
        field.choices = [
            ("", "选一个队员"),
            *((one.pk, f"{one.cadre.person.name}（{one.team.name}）") for one in people),
        ]


class CountForm(ActForm):
    ask = _ask("count", "报岗位到岗人数", "值守期间，一天一次", 7, "每天有多少人在岗，只报数")
    day = forms.DateField(widget=forms.HiddenInput)
    headcount = forms.IntegerField(
        label="到岗几个人", min_value=0, max_value=MOST_PEOPLE, help_text="群众、志愿者都算，只报人数。"
    )


class LastDayForm(ActForm):
    ask = _ask("extend", "改岗位的最后一天", "应急值守续报、提前停时", 1, "岗位跟着应急值守走")
    last_day = day_field(label="最后一天", help_text="不能超出批准的应急值守。改早的，后面排的人自动撤下。")


def places_offered(places: list[Place], townships: dict[str, str]) -> list[tuple[str, str]]:
    return [(one.code, f"{townships.get(one.code[:9], '')}{one.name}") for one in places]
