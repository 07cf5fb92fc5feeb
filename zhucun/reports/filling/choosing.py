"""What a label of a form is to be filled with: candidates with their values, found by word, chosen once."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.refused import Refused
from zhucun.lib.figure import Figure, Question, ask_many
from zhucun.reports.filling import acts as filling_in
from zhucun.reports.filling import making
from zhucun.reports.filling.finding import about, offered
from zhucun.reports.filling.forms import ONE_DAY, SettleForm
from zhucun.reports.filling.meanings import LEAVE, Meaning, meaning_of, told_of
from zhucun.reports.filling.models import Filling, Form, FormLabel
from zhucun.sheets.faults import Unreadable
from zhucun.web.figures import address

NOT_CHOSEN = "先在下面选一个。"


@dataclass(frozen=True)
class Choice:
    """One that may be meant; `shown` is what it says of the whole territory."""

    told: str
    label: str
    about: str
    shown: str = ""
    url: str = ""
    is_now: bool = False


def choosing(request: HttpRequest, row: Form, shown: Filling) -> HttpResponse:
    label = get_object_or_404(shown.labels, position=_number(request.GET.get("label")))
    back = f"{reverse('reports:forms.one', args=[row.pk])}?filling={shown.pk}"
    form = SettleForm(request.POST or None, seen=row)
    if form.is_valid() and _settled(request, row, shown, label, form):
        return redirect(back)
    words = request.GET.get("q", "").strip()[:40]
    context = {
        "row": row,
        "shown": shown,
        "label": label,
        "form": form,
        "words": words,
        "choices": list(_choices(request, shown, label, words)),
        "last_day": shown.until - ONE_DAY,
        "back": back,
        "leave": LEAVE,
        "nothing": {"text": "没有这样的数。换个词再找。", "icon": "search"},
    }
    return render(request, "reports/filling/pages/choose.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else 0


def _settled(request: HttpRequest, row: Form, shown: Filling, label: FormLabel, form: SettleForm) -> bool:
    """Settled, and the form filled anew for the same question."""
    given = form.cleaned_data
    if not given["told_as"]:
        form.add_error(None, NOT_CHOSEN)
        return False
    told = {
        "said": label.said,
        "label": label.label,
        "told": given["told_as"],
        "is_remembered": given["is_remembered"],
    }
    if not form.do(filling_in.settle, row, by=request.actor, told=told):
        return False
    row.refresh_from_db()
    try:
        question = making.question_for(request.actor, shown.scope, shown.as_of, shown.since, shown.until)
        making.fill_now(row, question, by=request.actor)
    except Unreadable as fault:
        raise Refused(fault.sentence) from fault
    return True


def _choices(request: HttpRequest, shown: Filling, label: FormLabel, words: str) -> Iterator[Choice]:
    likely = [] if words else [one for told in (label.told, *label.likely) if (one := meaning_of(told))]
    found = list({told_of(one): one for one in (*likely, *offered(label.said, label.label, words))}.values())
    question = Question(request.actor, shown.scope, shown.as_of, shown.since, shown.until)
    figures = [one.id for one in found if isinstance(one, Figure)]
    answers = ask_many(figures, question) if figures else {}
    for one in found:
        yield _choice(one, label, question, answers.get(one.id))


def _choice(one: Meaning, label: FormLabel, question: Question, answer: object) -> Choice:
    told = told_of(one)
    if not isinstance(one, Figure):
        return Choice(told, one.label, about(one), is_now=told == label.told)
    shown = f"{one.shown(answer.value)}{'' if answer.value is None else one.unit}"
    return Choice(told, one.label, about(one), shown, address(one.id, question), told == label.told)
