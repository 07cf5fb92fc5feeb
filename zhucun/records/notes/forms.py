"""The one form of a record, at the desk and on the phone; what a kind asks besides stands below the sentence."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhucun.dispatch.roster.models import Posting, Team
from zhucun.files.rules import FileKind
from zhucun.lib.asking import EVERY_QUARTER, EVERY_WEEK, MEMBER, TOWNSHIP, TWICE_A_YEAR, UNIT, Ask, asks
from zhucun.org.people.models import Cadre
from zhucun.org.places.models import Household, Place
from zhucun.records.notes.noting import Offer, called, chosen
from zhucun.records.notes.rules import LONGEST
from zhucun.records.registry import Asked, Kind, Side
from zhucun.web.forms import ActForm, day_field

APART = re.compile(r"[、，,;；\s]+")
MANY = ("choices", "people")
AT_A_GLANCE = 6  # kinds shown before the fold


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """None, one or several; each is looked at by what keeps it."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [one for one in data or [] if one]


def files_field(label: str, accept: str, help_text: str = "") -> FilesField:
    widget = ManyFiles({"accept": accept})
    return FilesField(label=label, required=False, widget=widget, help_text=help_text)


class WithFiles(ActForm):
    """Photos and a recording, neither of which is ever required (R-LOG-10)."""

    photos = files_field("照片", "image/jpeg,image/png", "不拍也算数")
    recording = files_field("录音", "audio/*", "一分钟以内")

    @property
    def uploads(self) -> list[tuple[FileKind, UploadedFile]]:
        named = (("photos", FileKind.PHOTO), ("recording", FileKind.RECORDING))
        return [(kind, one) for name, kind in named for one in self.cleaned_data.get(name, [])]


class NoteForm(WithFiles):
    """A team's record."""

    ask = asks(
        Ask(
            "records.note",
            "记一笔",
            who_asks="县驻村办",
            basis="民情日记（R-LOG-01）",
            how_often=EVERY_WEEK,
            what_for="我的日志、村里的台账、队里月报，记一次就够",
            minutes=1,
            role=MEMBER,
        )
    )
    kind = forms.ChoiceField(
        label="这是一件", widget=forms.RadioSelect, error_messages={"required": "选一下这是哪一种。"}
    )
    text = forms.CharField(label="什么事", max_length=LONGEST, widget=forms.Textarea({"rows": 4}))
    happened_on = day_field(label="哪天")
    place = forms.ChoiceField(label="在哪里", required=False)
    team = forms.ChoiceField(label="哪支队", required=False)
    households = forms.MultipleChoiceField(label="涉及哪几户", required=False, widget=forms.CheckboxSelectMultiple)
    more_households = forms.CharField(label="还有哪几户", required=False, max_length=200)
    cadres = forms.MultipleChoiceField(label="和谁", required=False, widget=forms.CheckboxSelectMultiple)
    next_step = forms.CharField(label="下一步", required=False, max_length=200)
    posting = forms.ChoiceField(label="记进谁的日志", required=False)
    written_for = forms.CharField(label="为什么代记", required=False, max_length=200)

    def __init__(self, data: Any = None, files: Any = None, *, offer: Offer, **kwargs: Any) -> None:
        initial = {"happened_on": offer.actor.today, **kwargs.pop("initial", {})}
        super().__init__(data, files, initial=initial, **kwargs)
        self.offer = offer
        self.fields["kind"].choices = [(kind.key, kind.label) for kind in offer.kinds]
        self._offer_places()
        self._offer_people()
        told = self.data.get("kind", "")
        for kind in offer.kinds:
            for asked in kind.asks:
                if asked.shape == "choice" and not asked.is_required and not asked.offered(offer.actor, offer.about):
                    continue  # of nothing there is nothing to choose
                is_required = asked.is_required and told in ("", kind.key)
                self.fields[f"x-{kind.key}-{asked.name}"] = _extra(asked, offer, required=is_required)

    def _offer_places(self) -> None:
        offer, fields = self.offer, self.fields
        if len(offer.places) < 2:
            del fields["place"]
        else:
            fields["place"].choices = [(place.code, place.name) for place in offer.places]
        if offer.side is Side.UNIT:
            fields["team"].choices = [("", "不是去村里"), *offer.teams]
        else:
            del fields["team"]
        if offer.side is not Side.TEAM:
            del fields["households"], fields["more_households"]
        else:
            fields["households"].choices = self._chips()

    def _offer_people(self) -> None:
        offer, fields = self.offer, self.fields
        if any(kind.cadres != "none" for kind in offer.kinds):
            fields["cadres"].choices = offer.people
        else:
            del fields["cadres"]
        if offer.is_own:
            del fields["posting"], fields["written_for"]
        else:
            fields["written_for"].required = True
            fields["written_for"].help_text = "替谁记、为什么，比如：手机坏了，电话里说的"
            fields["posting"].choices = [("", "不进个人日志"), *offer.diaries] if offer.side is Side.TEAM else []
            if offer.side is not Side.TEAM:
                del fields["posting"]

    def _chips(self) -> list[tuple[str, str]]:
        """Those that the address names, those offered, and those that had been chosen by name."""
        told = self.data.getlist("households") if hasattr(self.data, "getlist") else self.initial.get("households", [])
        rows = [*(chosen(told, self.offer.homes) if not self.is_bound else []), *self.offer.chips]
        rows = list({row.pk: row for row in rows}.values())
        unseen = [key for key in told if key not in {str(row.pk) for row in rows}]
        rows += chosen(unseen, self.offer.homes)
        return [(str(row.pk), called(row, rows)) for row in rows]

    # ── what the page draws ──

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """As many as one takes in at a glance (screen M3)."""
        return self._all_kinds[:AT_A_GLANCE]

    @property
    def more_kinds(self) -> list[dict[str, Any]]:
        """Folded below them; open where one of them is chosen."""
        return self._all_kinds[AT_A_GLANCE:]

    @property
    def is_of_more(self) -> bool:
        return any(one["is_chosen"] for one in self.more_kinds)

    @property
    def _all_kinds(self) -> list[dict[str, Any]]:
        now = self["kind"].value()
        return [{"kind": kind, "is_chosen": kind.key == now} for kind in self.offer.kinds]

    @property
    def asked(self) -> Iterator[dict[str, Any]]:
        """For each kind that asks more, its fields."""
        for kind in self.offer.kinds:
            fields = [self[name] for asked in kind.asks if (name := f"x-{kind.key}-{asked.name}") in self.fields]
            if fields:
                yield {"kind": kind, "fields": fields}

    @property
    def of_households(self) -> str:
        return ",".join(["", *(kind.key for kind in self.offer.kinds if kind.asks_households)])

    @property
    def of_cadres(self) -> str:
        return ",".join(kind.key for kind in self.offer.kinds if kind.cadres != "none")

    @property
    def plain(self) -> list[forms.BoundField]:
        """What stands below, whatever the kind."""
        names = ("happened_on", "place", "team", "next_step", "posting", "written_for")
        return [self[name] for name in names if name in self.fields]

    # ── what the act is told ──

    def clean(self) -> dict[str, Any] | None:
        """What a kind must have is missed once the kind is chosen, not before."""
        if "kind" in self.errors:
            for name in [one for one in self.errors if one.startswith("x-")]:
                del self.errors[name]
        return super().clean()

    def clean_more_households(self) -> list[Household]:
        """By the head's name among the team's villages; where two are called so, both are offered to choose from."""
        found = []
        for name in filter(None, APART.split(self.cleaned_data["more_households"])):
            named = list(self.offer.homes.filter(head_name=name)[:10])
            if not named:
                raise forms.ValidationError(f"名单里没有叫“{name}”的户主。名单里没有的户，在“什么事”里写上就行。")
            if len(named) > 1:
                self._offer_namesakes(named)
                raise forms.ValidationError(f"有 {len(named)} 户叫“{name}”，在上面点是哪一户。")
            found += named
        return found

    def _offer_namesakes(self, named: list[Household]) -> None:
        field = self.fields["households"]
        known = {key for key, _ in field.choices}
        field.choices = [
            *field.choices,
            *((str(one.pk), called(one, named)) for one in named if str(one.pk) not in known),
        ]

    def told(self) -> dict[str, Any]:
        given, kind = self.cleaned_data, self._kind()
        told = {"kind": kind.key, "text": given["text"], "happened_on": given["happened_on"]}
        told |= {"next_step": given["next_step"], "answers": list(self._answers(kind))}
        told["cadres"] = self._cadres() if kind.cadres != "none" else []
        if self.offer.side is Side.TEAM:
            told |= {"place": self._place(), "households": self._homes(), "posting": self._posting()}
        if self.offer.side is Side.UNIT:
            told["team"] = self._team()
        if self.offer.side in (Side.TEAM, Side.UNIT):
            told["written_for"] = given.get("written_for", "")
        return told

    def _kind(self) -> Kind:
        return next(kind for kind in self.offer.kinds if kind.key == self.cleaned_data["kind"])

    def _answers(self, kind: Kind) -> Iterator[dict[str, str]]:
        for asked in kind.asks:
            value = self.cleaned_data.get(f"x-{kind.key}-{asked.name}")
            for one in value if isinstance(value, list) else [value]:
                if one not in (None, ""):
                    yield {"name": asked.name, "value": one.isoformat() if isinstance(one, date) else str(one)}

    def _cadres(self) -> list[Cadre]:
        return chosen(self.cleaned_data.get("cadres", []), Cadre.objects.select_related("person"))

    def _place(self) -> Place | None:
        return next((one for one in self.offer.places if one.code == self.cleaned_data.get("place")), None)

    def _homes(self) -> list[Household]:
        return [*chosen(self.cleaned_data["households"], self.offer.homes), *self.cleaned_data["more_households"]]

    def _posting(self) -> Posting | None:
        return next((one for one in self.offer.members if str(one.pk) == self.cleaned_data.get("posting")), None)

    def _team(self) -> Team | None:
        key = self.cleaned_data.get("team")
        return Team.objects.visible_to(self.offer.actor).filter(pk=key).first() if key else None


class TownshipNoteForm(NoteForm):
    ask = asks(
        Ask(
            "records.township_note",
            "乡镇记一笔",
            who_asks="县驻村办",
            basis="每季谈心谈话、每月开会（R-ORG-07、R-LOG-05）",
            how_often=EVERY_QUARTER,
            what_for="谈过谁、开过什么会，三位一体里自己算上",
            minutes=2,
            role=TOWNSHIP,
        )
    )


class UnitNoteForm(NoteForm):
    ask = asks(
        Ask(
            "records.unit_note",
            "单位记一笔",
            who_asks="县驻村办",
            basis="半年听一次汇报、负责人一年到村一次（R-ORG-06）",
            how_often=TWICE_A_YEAR,
            what_for="三位一体里自己算上，不用再报",
            minutes=2,
            role=UNIT,
        )
    )


FORM_OF = {Side.TEAM: NoteForm, Side.UNIT: UnitNoteForm, Side.TOWNSHIP: TownshipNoteForm, Side.OFFICE: TownshipNoteForm}


def _extra(asked: Asked, offer: Offer, *, required: bool) -> forms.Field:
    """One that a kind must have is required where that kind was chosen."""
    told: dict[str, Any] = {"label": asked.label, "required": required, "help_text": asked.hint}
    if asked.shape in MANY:
        options = asked.offered(offer.actor, offer.about)
        return forms.MultipleChoiceField(
            choices=options, initial=list(asked.default), widget=forms.CheckboxSelectMultiple, **told
        )
    if asked.shape == "choice":
        options = list(asked.offered(offer.actor, offer.about))
        only = options[0][0] if required and len(options) == 1 else None
        return forms.ChoiceField(choices=options, initial=only, widget=forms.RadioSelect, **told)
    if asked.shape == "day":
        return day_field(**told)
    if asked.shape == "number":
        return forms.IntegerField(min_value=0, **told)
    return forms.CharField(max_length=LONGEST, **told)


class FilesForm(WithFiles):
    """What is added to a record that stands."""

    ask = NoteForm.ask


class ChangeForm(ActForm):
    """Changing what one wrote; where it is evidence or old, with the reason (a correction)."""

    ask = asks(
        Ask(
            "records.change",
            "改一笔",
            who_asks="自己",
            basis="写错了才改（R-LOG-01）",
            how_often=EVERY_QUARTER,
            what_for="日志、台账跟着改，原来写的留着",
            minutes=1,
            role=MEMBER,
        )
    )
    text = forms.CharField(label="什么事", max_length=LONGEST, widget=forms.Textarea({"rows": 4}))
    happened_on = day_field(label="哪天")
    next_step = forms.CharField(label="下一步", required=False, max_length=200)
    reason = forms.CharField(label="为什么更正", max_length=200, help_text="原来写的会留在旁边。")

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason"]
