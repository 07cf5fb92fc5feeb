"""起草交办函: a 期 with its letters, problems picked into it, words, 送签稿, what was signed (screen G5)."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.once import carry_out_many, once
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import TeamBacking
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.letters import drafting, issuing, writing
from zhucun.oversight.letters.forms import AddForm, IssuedForm, PickForm, ReasonForm, WordedForm, WordForm
from zhucun.oversight.letters.views import issue_of, letter_of
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.onsite.rules import SETTLE
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import LetterIssue, RectificationItem, RectificationLetter
from zhucun.oversight.rectification.rules import IssueState
from zhucun.policy import in_force as policy
from zhucun.policy.issuing import letter_code
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_FINDINGS = 200


@require_POST
@page(needs=rules.WRITE)
def open_issue(request: HttpRequest) -> HttpResponse:
    """起草第 n 期; the one being drafted is gone on with."""
    held = _being_drafted(request)
    if held:
        return redirect("oversight:rectification.issue", pk=held.pk)
    return redirect("oversight:rectification.issue", pk=press(request, drafting.open_issue, _county(request)))


def _being_drafted(request: HttpRequest) -> LetterIssue | None:
    return LetterIssue.objects.visible_to(request.actor, rules.WRITE).filter(state=IssueState.DRAFTING).first()


def _county(request: HttpRequest) -> Place:
    counties = Place.objects.visible_to(request.actor, rules.WRITE).filter(kind=Kind.COUNTY, until__isnull=True)
    return get_object_or_404(counties, code=request.actor.county_code)


@page(needs=rules.WRITE)
def compose(request: HttpRequest) -> HttpResponse:
    """What was found, picked into the 期 being drafted; without one, the next is opened."""
    actor = request.actor
    seen = Finding.objects.visible_to(actor, SETTLE).open().select_related("team", "unit")
    findings = list(seen.order_by("found_on", "pk")[:MOST_FINDINGS])
    ticked = {int(key) for key in request.GET.getlist("finding") if key.isdecimal()}
    backing = TeamBacking.objects.as_of(actor.today).filter(team__in={one.team_id for one in findings})
    names = dict(backing.values_list("team", "unit__name"))
    form = PickForm(request.POST or None, findings=findings, ticked=ticked, backing=names)
    if form.is_valid() and form.tries(lambda: _pick(request, form)):
        return redirect("oversight:rectification.issue", pk=form.outcome)
    context = {"form": form, "held": _being_drafted(request), "days": policy.of(actor).rectification}
    return render(request, "oversight/letters/pages/compose.html", context)


def _pick(request: HttpRequest, form: PickForm) -> int:
    def work() -> int:
        issue = _being_drafted(request) or drafting.open_issue(_county(request), by=request.actor)
        calls = [
            Told(issue, {**drafting.as_told(finding), "to_township": to_township, "deadline_class": kind})
            for finding, to_township, kind in form.picked
        ]
        drafting.add.many(calls, by=request.actor)
        return issue.pk

    return once(drafting.add, work, sent=form.cleaned_data["sent"] or uuid.uuid4(), by=request.actor)


@page(needs=rules.SEE)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = issue_of(request, pk), request.actor
    letters = RectificationLetter.objects.visible_to(actor).filter(issue=row).order_by("pk")
    items = RectificationItem.objects.visible_to(actor).filter(letter__issue=row).with_repeats().order_by("position")
    by_letter: dict[int, list[RectificationItem]] = {}
    for item in items:
        by_letter.setdefault(item.letter_id, []).append(item)
    context = {
        "row": row,
        "letters": [(letter, by_letter.get(letter.pk, [])) for letter in letters],
        "days": policy.of(actor).rectification,
        "may_write": actor.may(rules.WRITE),
        "is_draft": row.state == IssueState.DRAFTING,
        "is_signing": row.state == IssueState.SIGNING,
        "pressing": ActForm(seen=row),
    }
    return render(request, "oversight/letters/pages/issue.html", context)


@page(needs=rules.WRITE)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A problem that is typed."""
    row = issue_of(request, pk, rules.WRITE)
    form = AddForm(request.POST or None, by=request.actor)
    here = reverse("oversight:rectification.issue", args=[pk])
    if form.is_valid() and form.do(drafting.add, row, by=request.actor):
        return redirect(here)
    return _form(request, form, row, heading="加一个问题", question="哪支队、什么问题、交办给谁？", label="并入这一期")


def _form(request: HttpRequest, form: ActForm, row: LetterIssue, **words: Any) -> HttpResponse:
    here = reverse("oversight:rectification.issue", args=[row.pk])
    crumbs = [(reverse("oversight:rectification"), "整改交办"), (here, f"第 {row.number} 期")]
    context = {"form": form, "crumbs": crumbs, "cancel_url": here, "submit_label": words.pop("label"), **words}
    return render(request, "web/pages/form.html", context)


def item_of(request: HttpRequest, pk: int) -> RectificationItem:
    seen = RectificationItem.objects.visible_to(request.actor, rules.WRITE).select_related("letter__issue", "team")
    return get_object_or_404(seen, pk=pk, state=rules.State.DRAFT)


@page(needs=rules.WRITE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    names = ("problem", "kind", "about", "deadline_class", "requirement", "duty_holder")
    initial = {name: getattr(item, name) for name in names}
    form = WordedForm(request.POST or None, by=request.actor, seen=item, initial=initial)
    if form.is_valid() and form.do(drafting.change, item, by=request.actor):
        return redirect("oversight:rectification.issue", pk=item.letter.issue_id)
    heading = f"改这一项：{item.place_name}"
    question = f"{item.team.name}，交办给{item.letter.addressee}。"
    return _form(request, form, item.letter.issue, heading=heading, question=question, label="改好了")


@require_POST
@page(needs=rules.WRITE)
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    issue_pk = item.letter.issue_id
    press(request, drafting.take_out, item)
    return redirect("oversight:rectification.issue", pk=issue_pk)


@page(needs=rules.WRITE)
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins with what the system would write."""
    row = letter_of(request, pk, rules.WRITE)
    items = list(row.items.order_by("position"))
    initial = {"opening": row.opening or writing.opening_of(row, items), "closing": row.closing or writing.CLOSING}
    form = WordForm(request.POST or None, seen=row, initial=initial)
    if form.is_valid() and form.do(drafting.word, row, by=request.actor, told=_own_words(form, row)):
        return redirect("oversight:rectification.letter", pk=pk)
    heading, question = f"改致{row.addressee}函的文字", "问题逐项列在中间，在每一项里改。"
    return _form(request, form, row.issue, heading=heading, question=question, label="改好了")


def _own_words(form: WordForm, row: RectificationLetter) -> dict[str, str]:
    """What was left as the system wrote it stays the system's, which follows when a problem is added."""
    told = form.told()
    return {name: said if name in form.changed_data else getattr(row, name) for name, said in told.items()}


@require_POST
@page(needs=rules.WRITE)
def send_out(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, drafting.send_out, issue_of(request, pk, rules.WRITE))
    offer(request, drafting.send_out, pk, text="出了送签稿")
    return redirect("oversight:rectification.issue", pk=pk)


@require_POST
@page(needs=rules.WRITE)
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, drafting.call_back, issue_of(request, pk, rules.WRITE))
    return redirect("oversight:rectification.issue", pk=pk)


@page(needs=rules.WRITE)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    row = issue_of(request, pk, rules.WRITE)
    form = ReasonForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(drafting.discard, row, by=request.actor):
        return redirect("oversight:rectification")
    words = {"heading": f"第 {row.number} 期作废", "question": "期号空出来，下一期可以用。写过什么都留着。"}
    return _form(request, form, row, **words, label="作废", danger=True)


@page(needs=rules.WRITE)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """录入已签发: signed and sealed outside; number, signer and day come back."""
    row = issue_of(request, pk, rules.WRITE)
    waiting = list(row.letters.filter(issued_on__isnull=True).order_by("pk"))
    if row.state != IssueState.SIGNING or not waiting:
        raise Refused("没有等着录的函。先出送签稿。")
    choices = [(letter.pk, f"致{letter.addressee}") for letter in waiting]
    told = {"code": letter_code(row.county_code, request.actor), "initial": {"issued_on": request.actor.today}}
    form = IssuedForm(request.POST or None, letters=choices, **told)
    if form.is_valid() and form.tries(lambda: _record(request, form, waiting)):
        messages.success(request, "录好了。单位、乡镇和工作队从现在起看得到，期限从签发日起算。")
        return redirect("oversight:rectification.issue", pk=pk)
    question = "签字盖章在县里的公文系统办；录了函号、签发人、日期才算发出。"
    return _form(request, form, row, heading=f"录入第 {row.number} 期已签发的函", question=question, label="录入，发出")


def _record(request: HttpRequest, form: IssuedForm, waiting: list[RectificationLetter]) -> int:
    given = form.cleaned_data
    told = {name: given[name] for name in ("number", "signer", "issued_on")}
    calls = [Told(letter, told) for letter in waiting if str(letter.pk) in given["letters"]]
    return carry_out_many(issuing.record_issued, calls, sent=given["sent"], by=request.actor)
