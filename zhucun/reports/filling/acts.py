"""Bringing a form in, filling it for a day, settling what a label means, throwing it away."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out
from zhucun.files import keeping
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.org.accounts.models import Account
from zhucun.org.places.models import Place
from zhucun.reports.filling.meanings import is_there
from zhucun.reports.filling.models import LONGEST_TITLE, Filling, Form, FormLabel, RememberedLabel
from zhucun.reports.filling.rules import OWN, WRITE

COUNTY = 6  # digits of its code
NOT_THERE = "没有这个数，也没有这一栏。在列出来的里面选一个。"


@dataclass(frozen=True)
class Made:
    """A form as it was filled; in the audit line no more than of which day and how much."""

    as_of: date
    since: date
    until: date
    scope: str
    content: Upload
    labels: Sequence[FormLabel]
    notes: Sequence[str] = field(default=())

    @property
    def cells(self) -> int:
        return sum(len(label.cells) for label in self.labels)

    @property
    def known(self) -> int:
        return sum(label.known for label in self.labels)

    def __str__(self) -> str:
        return f"截至 {self.as_of:%Y-%m-%d}，{self.cells} 格填了 {self.known} 格"


@act("form.bring", "放进一张空表", needs=OWN, undo="form.remove")
def bring(account: Account, *, title: str, kind: str, upload: Upload, by: Actor) -> Form:
    by.must(WRITE)
    form = Form.objects.create(
        county_code=account.county_code,
        account_id=account.pk,
        title=title.strip()[:LONGEST_TITLE] or "空表",
        kind=kind,
        brought_at=by.now,
    )
    keeping.keep(form, upload, by=by)
    return form


@act("form.fill_in", "填一张表", needs=OWN)
def fill_in(form: Form, *, made: Made, by: Actor) -> Filling:
    """The copy is kept as it was made, so that what was sent can be had again."""
    by.must(WRITE)
    question = {"as_of": made.as_of, "since": made.since, "until": made.until, "scope": made.scope}
    filling = Filling.objects.filter(form=form, **question).first() or Filling(form=form, **question)
    filling.filled_at, filling.notes = by.now, list(made.notes)
    filling.known, filling.open = made.known, made.cells - made.known
    filling.save()
    for old in StoredFile.objects.of(filling):
        keeping.remove(old, by=by)
    FormLabel.objects.filter(filling=filling).delete()
    for label in made.labels:
        label.filling = filling
    FormLabel.objects.bulk_create(made.labels)
    keeping.keep(filling, made.content, by=by)
    return filling


@act("form.settle", "定一栏是什么", needs=OWN)
def settle(form: Form, *, said: str, label: str, told: str, is_remembered: bool = True, by: Actor) -> Form:
    """For this form, and where it is to be remembered for the county's next ones."""
    by.must(WRITE)
    if not is_there(told):
        raise Refused(NOT_THERE, field="told")
    form.chosen = {**form.chosen, said: told}
    form.save()
    if is_remembered:
        _remembered(form.county_code, said, label, told, by)
    return form


@act("form.remember_label", "记住一个写法", needs=WRITE)
def remember(place: Place, *, said: str, label: str, told: str, by: Actor) -> RememberedLabel:
    """For all forms of the county in which the place lies."""
    if not is_there(told):
        raise Refused(NOT_THERE, field="told")
    return _remembered(place.code[:COUNTY], said, label, told, by)


def _remembered(county_code: str, said: str, label: str, told: str, by: Actor) -> RememberedLabel:
    row = RememberedLabel.objects.filter(county_code=county_code, said=said).first()
    row = row or RememberedLabel(county_code=county_code, said=said)
    row.label, row.told = label[:200], told
    row.account_id, row.settled_by, row.settled_at = by.account_id, by.name, by.now
    row.save()
    return row


@act("form.forget_label", "不再记住一个写法", needs=OWN)
def forget(label: RememberedLabel, *, by: Actor) -> RememberedLabel:
    return taken_out(label)


@act("form.remove", "删去一张表", needs=OWN, undo="form.restore")
def remove(form: Form, *, by: Actor) -> Form:
    form.removed_at = by.now
    form.save()
    return form


@act("form.restore", "找回一张表", needs=OWN)
def restore(form: Form, *, by: Actor) -> Form:
    form.removed_at = None
    form.save()
    return form


def latest(form: Form) -> Filling | None:
    return Filling.objects.filter(form=form).order_by("-filled_at", "-pk").first()
