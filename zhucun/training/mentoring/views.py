"""X4 导师帮带: the pairs, whom nobody teaches yet, who is suggested and why, one pair with its contacts."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.dispatch.roster.linking import files_open_to
from zhucun.dispatch.roster.models import Posting
from zhucun.policy import in_force as policy
from zhucun.records.notes.models import WorkRecord
from zhucun.training.mentoring import acts as mentoring
from zhucun.training.mentoring import lists
from zhucun.training.mentoring.forms import EndForm, OtherForm, PlanForm
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.reading import HIDDEN, TOWNSHIP_DIGITS, newcomers, suggested_for
from zhucun.training.mentoring.rules import KEEP, QUESTIONS, SEE, WISHES
from zhucun.training.participants.models import Participant
from zhucun.web.addresses import own_path
from zhucun.web.forms import ActForm, press
from zhucun.web.history import history_of
from zhucun.web.page import page
from zhucun.web.undo import offer

LIST = "training:mentors"
FIRST, MOST_CONTACTS = 6, 30


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    table = lists.pairs_table(request).bind(request, lists.pairs_for(request))
    may_keep = request.actor.may(KEEP)
    context = {"table": table, "may_keep": may_keep, "wanting": newcomers(request.actor).count() if may_keep else 0}
    return render(request, "training/mentoring/pages/list.html", context)


@page(needs=KEEP)
def wanting(request: HttpRequest) -> HttpResponse:
    months = policy.of(request.actor).training.new_for_months
    table = lists.newcomers_table(request, months).bind(request, lists.newcomers_for(request))
    return render(request, "training/mentoring/pages/wanting.html", {"table": table})


def _postings(request: HttpRequest) -> QuerySet[Posting]:
    rows = Posting.objects.visible_to(request.actor, KEEP).there_on(request.actor.today)
    return rows.select_related("cadre__person", "team", "sending_unit").defer(
        *(f"cadre__person__{name}" for name in HIDDEN)
    )


@page(needs=KEEP)
def suggest(request: HttpRequest, pk: int) -> HttpResponse:
    """J8: the suggestions with their reasons, each with its 结这一对; somebody else by name below."""
    mentee = get_object_or_404(_postings(request), pk=pk)
    form = OtherForm(request.POST or None, mentors=_others(request, mentee))
    if form.is_valid() and form.do(mentoring.pair, mentee, by=request.actor):
        return _paired(request, form.outcome or 0)
    found = suggested_for(mentee, request.actor)
    shown = found if "all" in request.GET else found[:FIRST]
    rows = _postings(request).in_bulk([one.key for one in shown])
    context = {
        "mentee": mentee,
        "suggested": [(rows[one.key], one) for one in shown],
        "more": len(found) - len(shown),
        "form": form,
        "pressing": ActForm(),
        "most": policy.of(request.actor).training.mentees_per_mentor,
    }
    return render(request, "training/mentoring/pages/suggest.html", context)


def _others(request: HttpRequest, mentee: Posting) -> list[tuple[str, Any]]:
    """The township's: whoever leads there and the other members, whether or not they were suggested."""
    township = mentee.place_code[:TOWNSHIP_DIGITS]
    listed = Participant.objects.visible_to(request.actor, KEEP).there().filter(place_code__startswith=township)
    members = _postings(request).filter(place_code__startswith=township).exclude(cadre=mentee.cadre_id)
    return [
        *(("other", one) for one in listed.select_related("place").order_by("place_code", "name")),
        *(("posting", one) for one in members.order_by("place_code", "cadre__person__name_key")),
    ]


def _paired(request: HttpRequest, pk: int) -> HttpResponse:
    offer(request, mentoring.pair, pk, text="结好了这一对")
    return redirect("training:mentors.one", pk=pk)


@require_POST
@page(needs=KEEP)
def pair(request: HttpRequest, pk: int, mentor: int) -> HttpResponse:
    mentee, found = (get_object_or_404(_postings(request), pk=one) for one in (pk, mentor))
    return _paired(request, press(request, mentoring.pair, mentee, mentor_posting=found))


@require_POST
@page(needs=KEEP)
def decline(request: HttpRequest, pk: int, mentor: int) -> HttpResponse:
    mentee, found = (get_object_or_404(_postings(request), pk=one) for one in (pk, mentor))
    key = press(request, mentoring.decline, mentee, mentor=found)
    offer(request, mentoring.decline, key, text=f"不再建议{found.cadre.person.name}")
    return redirect("training:mentors.suggest", pk=pk)


@page(needs=SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = get_object_or_404(lists.pairs_for(request), pk=pk), request.actor
    contacts = WorkRecord.objects.visible_to(actor).standing().filter(mentor_contact__pair=row)
    keeps = actor.may(KEEP) and actor.scope(KEEP).covers_place(row.place_code)
    cadres = [row.mentee.cadre_id, *([row.mentor_posting.cadre_id] if row.mentor_posting else [])]
    context = {
        "row": row,
        "mentor_where": lists.where_of_mentor(row),
        "open_files": files_open_to(actor, cadres),
        "contacts": list(contacts.order_by("-happened_on", "-pk")[:MOST_CONTACTS]),
        "keeps": keeps,
        "runs": row.until > actor.today and not row.ended_because,
        "form": PlanForm(seen=row, initial={"plan": row.plan}) if keeps else None,
        "resuming": ActForm(seen=row, auto_id="go_on_%s") if keeps and row.ended_because else None,
        "asked": asked_of(row, request),
        "history": history_of(row),
    }
    return render(request, "training/mentoring/pages/one.html", context)


def asked_of(row: MentorPair, request: HttpRequest) -> list[dict[str, Any]]:
    """What this person is asked of a pair that ran out, with what was answered."""
    days = policy.of(request.actor).training.mentor_question_days
    if row.ended_because or not 0 <= (request.actor.today - row.until).days < days:
        return []
    told = {"mentee": row.mentee_says, "mentor": row.mentor_says}
    return [
        {"side": side, "question": QUESTIONS[side], "wishes": WISHES[side].choices, "said": told[side]}
        for side in sorted(mentoring.sides_of(row, request.actor))
    ]


@require_POST
@page(needs=KEEP)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    form = PlanForm(request.POST, seen=row)
    if form.is_valid() and form.do(mentoring.plan, row, by=request.actor):
        return redirect("training:mentors.one", pk=pk)
    return _form(request, row, form, "带什么", "双方手机上看得到。", "存下")


def _kept(request: HttpRequest, pk: int) -> MentorPair:
    rows = MentorPair.objects.visible_to(request.actor, KEEP).standing().select_related(*MentorPair.NAMED_WITH)
    return get_object_or_404(rows, pk=pk)


@page(needs=KEEP)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    form = EndForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(mentoring.end, row, by=request.actor):
        offer(request, mentoring.end, pk, text="结束了这一对")
        return redirect("training:mentors.one", pk=pk)
    question = f"不结束的话，{row.last_day:%Y-%m-%d} 满一年自己结束。"
    return _form(request, row, form, f"提前结束：{row}", question, "结束")


@require_POST
@page(needs=KEEP)
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, mentoring.go_on, _kept(request, pk))
    return redirect("training:mentors.one", pk=pk)


@require_POST
@page(needs=SEE)
def answer(request: HttpRequest, pk: int, side: str, wish: str) -> HttpResponse:
    """Back to the page it was pressed on: the phone's or the desk's."""
    row = get_object_or_404(MentorPair.objects.visible_to(request.actor).standing(), pk=pk)
    press(request, mentoring.answer, row, side=side, wish=wish)
    return redirect(own_path(request.POST.get("back", ""), reverse("training:mentors.one", args=[pk])))


def _form(request: HttpRequest, row: MentorPair, form: ActForm, heading: str, question: str, verb: str) -> HttpResponse:
    here = reverse("training:mentors.one", args=[row.pk])
    crumbs = [(reverse(LIST), "导师"), (here, str(row))]
    context = {"form": form, "heading": heading, "question": question, "submit_label": verb}
    return render(request, "web/pages/form.html", {**context, "crumbs": crumbs, "cancel_url": here})
