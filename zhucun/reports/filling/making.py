"""A form filled for a question and made ready to be kept: at once, or by a job where it takes longer than a moment."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from zhucun.acts import jobs
from zhucun.acts.actor import Actor
from zhucun.acts.jobs import Context, Job
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.files import keeping
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.files.rules import FileKind
from zhucun.lib.figure import Question
from zhucun.org.places.models import CountyOffice
from zhucun.reports.filling import acts as filling_in
from zhucun.reports.filling.filling import Filled, FilledForm, filled
from zhucun.reports.filling.guessing import Memory, Settled
from zhucun.reports.filling.meanings import told_of
from zhucun.reports.filling.models import Form, FormLabel, RememberedLabel
from zhucun.reports.filling.reading import asked_by
from zhucun.reports.filling.roll import LedgerRoll
from zhucun.reports.filling.rules import BACKWARDS, must_be_askable
from zhucun.reports.rules import SEE
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.form_files import read_form

MOST_AT_ONCE = 12_000  # cells: about a second
HERE = "在这张表里选的"


def question_for(actor: Actor, scope: str, as_of: date, since: date | None, until: date | None) -> Question:
    """Raises OutOfReach for a territory the person does not see, Refused for days that make no sense."""
    if not actor.scope(SEE).covers_place(scope):
        raise OutOfReach()
    offices = CountyOffice.objects.filter(county__code=scope[:6])
    must_be_askable(as_of, actor.today, offices.values_list("started_on", flat=True).first())
    if since and until and until <= since:
        raise Refused(BACKWARDS, field="last")
    period = Question(actor, scope, as_of, since, until).period
    return Question(actor, scope, as_of, period.since, period.until)


def memory_of(county_code: str, chosen: dict[str, str] | None = None) -> Memory:
    """What the county settled, and before it what was chosen in this very form."""
    rows = RememberedLabel.objects.filter(county_code=county_code)
    found = {
        one.said: Settled(one.told, f"{one.settled_by} {one.settled_at:%Y-%m-%d} 定的") for one in rows.order_by("pk")
    }
    return found | {said: Settled(told, HERE) for said, told in (chosen or {}).items()}


def content_of(form: Form, by: Actor) -> bytes:
    return keeping.looked_at(StoredFile.objects.of(form).get(), by=by)


def made_of(form: FilledForm, question: Question, name: str) -> filling_in.Made:
    upload = Upload(FileKind.DOCUMENT, form.content, f"{name}.{form.kind}")
    period = question.period
    labels = list(_labels(form.cells))
    return filling_in.Made(question.as_of, period.since, period.until, question.scope, upload, labels, form.notes)


def _labels(cells: Iterable[Filled]) -> Iterable[FormLabel]:
    by_said: dict[tuple[str, str], list[Filled]] = {}
    for cell in cells:
        by_said.setdefault((cell.wanted.sheet, cell.wanted.guess.said), []).append(cell)
    for position, ((_, said), some) in enumerate(by_said.items(), 1):
        guess = some[0].wanted.guess
        yield FormLabel(
            position=position,
            label=guess.label[:200],
            said=said,
            told=guess.told,
            is_settled=bool(guess.settled),
            confidence=guess.confidence,
            reason=guess.reason[:200],
            likely=[told_of(one) for one in guess.likely],
            known=sum(cell.is_known for cell in some),
            cells=[_cell(cell, guess.reason) for cell in some],
        )


def _cell(cell: Filled, reason: str) -> list[Any]:
    """Values of the roster stay in the file alone; a number is kept as it was printed."""
    wanted, whose = cell.wanted, cell.wanted.whose
    value = None if cell.value is None else str(cell.value) if wanted.guess.figure else ""
    why = cell.reason if cell.value is None and cell.reason != reason else ""
    key = whose.key if whose.is_known else ""
    return [wanted.sheet, wanted.row, wanted.column, value, whose.of.value, key, whose.name, cell.cadre, why]


def fill_now(form: Form, question: Question, *, by: Actor, data: bytes | None = None) -> int:
    """The key of the filling. Raises Unreadable."""
    content = content_of(form, by) if data is None else data
    done = filled(content, f"{form.title}.{form.kind}", question, memory_of(form.county_code, form.chosen))
    return filling_in.fill_in(form, made=made_of(done, question, form.title), by=by).pk


def is_large(data: bytes, question: Question) -> bool:
    """Too large for a page to wait for."""
    return len(asked_by(read_form(data, ""), LedgerRoll(question), {}).wanted) > MOST_AT_ONCE


def fill_later(form: Form, question: Question, *, by: Actor) -> Job:
    period = question.period
    days = {"as_of": question.as_of, "since": period.since, "until": period.until}
    return jobs.start(
        "forms.fill",
        title=f"填《{form.title}》",
        arguments={"form": form.pk, "scope": question.scope, **{name: day.isoformat() for name, day in days.items()}},
        result_url=reverse("reports:forms.one", args=[form.pk]),
        queue="slow",
        dedupe=f"forms.fill:{form.pk}",
        by=by,
    )


@jobs.job("forms.fill", "填一张大表")
def filled_later(context: Context) -> str:
    told = context.arguments
    form = Form.objects.visible_to(context.by).get(pk=told["form"])
    as_of, since, until = (date.fromisoformat(told[name]) for name in ("as_of", "since", "until"))
    context.progress(0, 1, certain="正在从台账填")
    try:
        fill_now(form, question_for(context.by, told["scope"], as_of, since, until), by=context.by)
    except Unreadable as fault:
        raise Refused(fault.sentence) from fault
    return "填好了。"
