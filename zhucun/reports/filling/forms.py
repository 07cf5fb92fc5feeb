"""Choosing a blank form; for which day, period and territory it is filled; what a label means."""

from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.files.keeping import Upload
from zhucun.files.rules import LARGEST_DOCUMENT, FileKind
from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.reports.catalogue.asking import root_of
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.form_files import form_kind
from zhucun.web.forms import ActForm, day_field

FILLS = asks(
    Ask(
        "form.fill",
        "套一张上级的空表",
        who_asks="发空表的上级单位",
        basis="台账里有的数不再找人要（R-BUR-05）",
        how_often=when("上级发空表时", times_a_year=12),
        what_for="填好的副本交上去",
        minutes=2,
        role=TOWNSHIP,
    )
)
TOO_BIG = f"文件超过 {LARGEST_DOCUMENT >> 20} MB。删去图片和无关的表，再放进来。"
ONE_DAY = timedelta(days=1)


def scopes_for(actor: Actor) -> list[tuple[str, str]]:
    """One's own territory and, of a county, its townships in their fixed order."""
    root = root_of(actor)
    below = Place.objects.visible_to(actor).filter(
        within_prefixes("code", [root]), kind=Kind.TOWNSHIP, until__isnull=True
    )
    own = Place.objects.filter(code=root, until__isnull=True)
    names = dict(own.values_list("code", "name")) | dict(below.order_by("position", "code").values_list("code", "name"))
    return list(names.items())


class QuestionForm(ActForm):
    """The last day is included, as people say it."""

    ask = FILLS

    as_of = day_field(label="截止哪天")
    since = day_field(label="变动从", required=False)
    last = day_field(label="到", required=False)
    scope = forms.ChoiceField(label="范围")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = scopes_for(actor)


class BringForm(ActForm):
    ask = FILLS

    file = forms.FileField(
        label="空表",
        help_text=".xlsx 或 .docx。合并的表头、公式、格式都不动，原件不改。",
        error_messages={"required": "还没有选文件。", "empty": "文件是空的，看看是不是选错了。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx"}),
    )
    as_of = day_field(label="截止哪天", help_text="人数、队数按这一天；走访、培训这些变动，放进来以后可以改起止日。")
    scope = forms.ChoiceField(label="范围")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = scopes_for(actor)

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST_DOCUMENT:
            raise forms.ValidationError(TOO_BIG)
        self.content = given.read()
        try:
            form_kind(self.content)
        except Unreadable as fault:
            raise forms.ValidationError(fault.sentence) from fault
        return given

    def told(self) -> dict[str, Any]:
        return blank_of(self.content, self.cleaned_data["file"].name)


def blank_of(content: bytes, name: str) -> dict[str, Any]:
    """What bringing it in is told. Raises Unreadable."""
    path = PurePath(name)
    return {"title": path.stem, "kind": form_kind(content), "upload": Upload(FileKind.DOCUMENT, content, path.name)}


class SettleForm(ActForm):
    ask = FILLS

    told_as = forms.CharField(max_length=80, required=False)
    is_remembered = forms.BooleanField(label="记住", required=False, initial=True)
