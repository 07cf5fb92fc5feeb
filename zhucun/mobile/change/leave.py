"""Asking for leave on the phone: reasons as chips, the way and the days shown before it is sent (J2)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest

from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.mobile.own import Crew
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave import preview
from zhucun.oversight.leave.asking_pages import clear_the_way, lateness_is_explained
from zhucun.oversight.leave.forms import AskForm
from zhucun.oversight.leave.ground import ground_of
from zhucun.oversight.leave.preview import Asked, Preview
from zhucun.web.undo import offer

REASONS = ("家人住院", "本人看病", "子女入学", "家里有事")
OTHER = "other"
HALVES = {"since_part": halves.MORNING, "until_part": halves.AFTERNOON}  # where the fold was not opened
ON_THE_PAGE = ("kind", "since_day", "until_day", "why", "reason", "covered_by")


class PhoneAskForm(AskForm):
    """As at the desk, the reason chosen or written in one's own words."""

    why = forms.ChoiceField(
        label="原因",
        choices=[*((one, one) for one in REASONS), (OTHER, "写一句")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = "用自己的话说"
        self.fields["reason"].help_text = "批假的人看，不进别的表。"
        for name in HALVES:
            self.fields[name].required = False
        self.fields["why"].required = not (self.data or {}).get("reason")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        why = given.get("why", "")
        given.update({name: given.get(name) or str(half) for name, half in HALVES.items()})
        given["reason"] = given.get("reason") or (why if why != OTHER else "")
        if why == OTHER and not given["reason"]:
            self.add_error("reason", "写一句为什么请假。")
        return given

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in super().told().items() if name != "why"}

    @property
    def others(self) -> Sequence[forms.BoundField]:
        """What is seldom needed stays folded."""
        return [field for field in self.visible_fields() if field.name not in ON_THE_PAGE]

    @property
    def others_are_wrong(self) -> bool:
        return any(field.errors for field in self.others)


def asked(request: HttpRequest, crew: Crew) -> tuple[PhoneAskForm, Preview | None]:
    """The form, and what it would mean once its days are known."""
    today, posting = request.actor.today, crew.own
    ground = ground_of([posting], today, first=today, last=today)
    mates = [mate for mate in ground.others(posting) if mate.is_seated(today)]
    form = PhoneAskForm(
        request.POST or None,
        policy=ground.policy_of(posting),
        mates=mates,
        is_own=True,
        may_overrule=False,
        initial={"since_day": today, "until_day": today, "kind": "personal", **_first(mates)},
    )
    if form.is_valid():
        clear_the_way(request, form, posting, request.POST.get("step", ""))
    return form, _seen(request, form, posting) if form.is_valid() else None


def _first(mates: Sequence[Any]) -> dict[str, str]:
    """Where there is only one who could, they are named already."""
    return {"covered_by": str(mates[0].posting)} if len(mates) == 1 else {}


def _seen(request: HttpRequest, form: PhoneAskForm, posting: Posting) -> Preview | None:
    given, found = form.cleaned_data, []
    covered_by = int(given["covered_by"]) if given.get("covered_by") else None
    one = Asked(posting, given["kind"], **form.span(), covered_by=covered_by, phoned_on=given.get("phoned_on"))

    def look() -> None:
        found.append(preview.preview(one, preview.ground_for([one], request.actor.today)))

    return found[0] if form.tries(look) else None


def sent(request: HttpRequest, form: PhoneAskForm, seen: Preview | None, posting: Posting) -> bool:
    """Only what has been looked at and is not refused goes out."""
    if request.POST.get("step") != "send" or seen is None or seen.refusals:
        return False
    if not lateness_is_explained(form, seen):
        return False
    key = form.cleaned_data.get("covered_by")
    mate = Posting.objects.visible_to(request.actor).get(pk=int(key)) if key else None
    if not form.do(leaves.ask, posting, by=request.actor, told={**form.told(), "covered_by": mate}):
        return False
    offer(request, leaves.ask, form.outcome or 0, text="送出去了")
    return True
