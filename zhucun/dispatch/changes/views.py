"""调整与召回 (screen P10): the list, one case, and the steps of those who have a say (journey J5)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import following, lists, papers, rules, showing
from zhucun.dispatch.changes.counts import counts
from zhucun.dispatch.changes.forms import (
    YES,
    AgreeForm,
    ApproveForm,
    CarryOutForm,
    CloseForm,
    DecideForm,
    RecallForm,
    RecallOrNotForm,
    WithdrawForm,
)
from zhucun.dispatch.changes.models import RECALL, ChangeCase
from zhucun.dispatch.changes.rules import State
from zhucun.dispatch.changes.showing import CaseSeen, effects_until, seat_of
from zhucun.dispatch.replacing.ranking import ready
from zhucun.org.people.models import Cadre
from zhucun.papers.official import write_letter
from zhucun.policy import in_force as policy
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm
from zhucun.web.history import whole_history
from zhucun.web.page import page

LIST = "dispatch:changes"


@page(needs=rules.SEE)
def cases(request: HttpRequest) -> HttpResponse:
    actor, rows = request.actor, lists.rows_for(request)
    if request.GET.get("export"):
        rows = rows.exclude(RECALL)  # a sheet goes on to people nobody knows (R-TLK-09)
    context = {
        "table": lists.cases_table(request).bind(request, rows),
        "counts": counts(actor),
        "may_propose": actor.may(rules.PROPOSE),
        "may_repair": actor.may(rules.CARRY_OUT),
        "is_of_unit": bool(actor.scope(rules.CONFIRM).sender),
    }
    return render(request, "dispatch/changes/pages/changes.html", context)


def case_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> ChangeCase:
    seen = ChangeCase.objects.visible_to(request.actor, needs).select_related(
        "posting__cadre__person", "posting__successor__cadre__person", "team", "sending_unit", "planned__person"
    )
    return get_object_or_404(seen.defer("posting__cadre__person__phone", "posting__cadre__person__id_number"), pk=pk)


@page(needs=rules.SEE)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    found = case_of(request, pk)
    seen = CaseSeen(found, request.actor)
    usual = policy.of(request.actor).selection.approved_size
    answerable = {choice.pk for choice in seen.answerable()}
    files = Cadre.objects.visible_to(request.actor)
    context = {
        **_about(request, found, seen),
        "actions": seen.actions(),
        "events": seen.events(),
        "choices": [(choice, choice.pk in answerable) for choice in seen.choices],
        "successor": seen.successor,
        "seats": showing.seats(found, request.actor.today, usual),
        "file_is_open": found.posting is not None and files.filter(pk=found.posting.cadre_id).exists(),
        "stage": lists.stage_of(found, request.actor.today),
    }
    return render(request, "dispatch/changes/pages/case.html", context)


def _about(request: HttpRequest, found: ChangeCase, seen: CaseSeen) -> dict[str, Any]:
    """What stands above every step: what it is about, what was said, what it rests on."""
    return {
        "case": found,
        "facts": showing.facts_of(found),
        "effects": effects_until(found, policy.of(request.actor).recall),
        "steps": seen.steps(),
        "said": [step for step in seen.said if step.agrees is not None],
        "evidence": list(found.evidence.all()),
        "next_sentence": seen.next_sentence(),
    }


@page(needs=rules.SEE)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every step with its audit line; read here alone, and by whoever sees the case."""
    found = case_of(request, pk)
    context = {"case": found, "history": whole_history([found, *found.choices.all()]), "to_list": reverse(LIST)}
    return render(request, "dispatch/changes/pages/history.html", context)


def step_page(request: HttpRequest, found: ChangeCase, form: ActForm, **words: Any) -> HttpResponse:
    """A step's form under what it is about: `heading`, `question`, `submit_label`."""
    back = reverse("dispatch:changes.one", args=[found.pk])
    context = {
        **_about(request, found, CaseSeen(found, request.actor)),
        "form": form,
        "crumbs": [(reverse(LIST), found.list_word), (back, found.whom)],
        "cancel_url": back,
        "cancel_label": "先不办",
        **words,
    }
    return render(request, "dispatch/changes/pages/step.html", context)


def confirm_page(request: HttpRequest, found: ChangeCase, form: ActForm, confirm: dict[str, Any]) -> HttpResponse:
    back = reverse("dispatch:changes.one", args=[found.pk])
    whole = {"final": True, "form": form, "cancel_url": back, "action_url": "", "id": "confirm", **confirm}
    context = {"confirm": whole, "form": form, "case": found, "as_page": True, "to_list": reverse(LIST)}
    return render(request, "dispatch/changes/pages/confirm.html", context)


def _done(request: HttpRequest, form: ActForm, act: Act, found: ChangeCase) -> bool:
    return form.is_valid() and form.do(act, found, by=request.actor)


def to_case(pk: int) -> HttpResponse:
    return redirect("dispatch:changes.one", pk=pk)


def must_stand(found: ChangeCase, *states: str) -> None:
    """A step that is over is not shown again: whoever comes late lands on the case."""
    if found.state not in states:
        raise Http404


@page(needs=rules.GIVE_OPINION)
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    found = case_of(request, pk, rules.GIVE_OPINION)
    must_stand(found, State.OPINIONS)
    form = AgreeForm(request.POST or None, seen=found)
    if _done(request, form, changes.say_opinion, found):
        return to_case(pk)
    question = f"到 {found.opinion_due_on:%Y-%m-%d}。意见供县驻村办定的时候看，不是批。"
    return step_page(request, found, form, heading="说意见", question=question, submit_label="就这个意见")


def _missing(request: HttpRequest, found: ChangeCase) -> list[str]:
    """Whose opinion is still in time and not there."""
    if request.actor.today > found.opinion_due_on:
        return []
    return [step.get_part_display() for step in found.steps.all() if step.is_opinion and step.agrees is None]


@page(needs=rules.DECIDE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """定处理. A recall is decided on a page of its own, which says what it means."""
    found = case_of(request, pk, rules.DECIDE)
    must_stand(found, State.OPINIONS, State.OFFICE)
    if found.is_recall:
        return _recall_or_not(request, found)
    initial = {"last_day": found.last_day}
    form = DecideForm(request.POST or None, seen=found, initial=initial, missing=_missing(request, found))
    if found.posting is None:
        form.fields["last_day"].label, form.fields["last_day"].help_text = "从哪天起", "可以到发文时再定。"
    if _done(request, form, changes.decide, found):
        return to_case(pk)
    theirs = "你提的，由别人定。" if changes.is_proposed_by(found, request.actor) else ""
    question = f"意见和事由都在下面。{theirs}"
    return step_page(request, found, form, heading="定处理", question=question, submit_label="就这样定")


def _recall_or_not(request: HttpRequest, found: ChangeCase) -> HttpResponse:
    wants = request.POST.get("agrees")
    if wants == YES:
        return redirect("dispatch:changes.recall", pk=found.pk)
    form = RecallOrNotForm(request.POST or None, seen=found, missing=_missing(request, found) if wants else ())
    if form.is_valid() and form.do(changes.decide, found, by=request.actor):
        return to_case(found.pk)
    question = "先核实：事由对不对，佐证够不够，两边怎么说。选“召回…”还会再问一遍。"
    return step_page(request, found, form, heading="定处理", question=question, submit_label="就这样定")


@page(needs=rules.APPROVE)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    found = case_of(request, pk, rules.APPROVE)
    must_stand(found, State.ORGANISATION, State.ABOVE)
    form = ApproveForm(request.POST or None, seen=found)
    if found.state == State.ORGANISATION:
        del form.fields["document"]
    if _done(request, form, changes.approve, found):
        return to_case(pk)
    heading = "审批" if found.state == State.ORGANISATION else "登记上级批复"
    return step_page(request, found, form, heading=heading, question=found.get_state_display(), submit_label="就这样定")


@page(needs=rules.SIGN)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """On the phone as well: what it is, what was said, yes or no."""
    found = case_of(request, pk, rules.SIGN)
    must_stand(found, State.LEADER)
    form = AgreeForm(request.POST or None, seen=found)
    form.fields["agrees"].choices = [("yes", f"同意{found.get_kind_display()}"), ("no", "不同意")]
    if _done(request, form, changes.sign, found):
        return to_case(pk)
    heading = f"签批：{found.get_kind_display()}{found.whom}"
    question = "签了以后由驻村办发文，函告派出单位接回，派驻到此为止。"
    return step_page(request, found, form, heading=heading, question=question, submit_label="签批", is_narrow=True)


@page(needs=rules.CARRY_OUT)
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    found = case_of(request, pk, rules.CARRY_OUT)
    must_stand(found, State.DECIDED)
    last_day = found.last_day or request.actor.today
    if found.is_recall:
        last_day = max(last_day, changes.signed_on(found) or last_day)
    form = CarryOutForm(request.POST or None, seen=found, initial={"last_day": last_day})
    if found.posting is None:
        form.fields["last_day"].label, form.fields["last_day"].help_text = "从哪天起", "从这天起缺一个人，按期补上。"
    if _done(request, form, changes.carry_out, found):
        return to_case(pk)
    return confirm_page(request, found, form, _carrying_out(request, found))


def _carrying_out(request: HttpRequest, found: ChangeCase) -> dict[str, Any]:
    profile = policy.of(request.actor)
    days = profile.recall.replacement_days if found.is_recall else profile.selection.vacancy_days
    if found.posting is None:
        said = ["核定人数满了的，从这天起加 1 人。", f"{days} 天内补上；这个人不接替谁，算增派。"]
        return {
            "question": f"发文增派：{found.team.name}？",
            "consequences": said,
            "verb": "发文增派",
            "cancel_label": "先不发",
        }
    said = [
        f"{found.whom}的派驻到这一天为止，经历和文号留在档案里。",
        *_moved_behind_signature(found),
        *showing.team_after(found, request.actor.today),
        f"空出的名额当天就开，{days} 天内要补上，不能靠减人销掉。",
        *([f"影响：{'、'.join(effects_until(found, profile.recall))}。"] if found.effects else []),
    ]
    verb = f"发文{found.get_kind_display()}{found.whom}"
    return {"question": f"{verb}？", "consequences": said, "verb": verb, "cancel_label": "先不发"}


def _moved_behind_signature(found: ChangeCase) -> list[str]:
    """A recall's day as it was proposed may have passed before it was signed (R-TLK-05)."""
    signed, day = changes.signed_on(found), found.last_day
    if not found.is_recall or signed is None or day is None or day >= signed:
        return []
    return [f"原来定的最后一天是 {day:%Y-%m-%d}，县领导 {signed:%Y-%m-%d} 才签批，改为签批这一天。"]


@page(needs=rules.CARRY_OUT)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = case_of(request, pk, rules.CARRY_OUT)
    must_stand(found, State.VACANT)
    form = CloseForm(request.POST or None, seen=found)
    if _done(request, form, following.close, found):
        return to_case(pk)
    usual = policy.of(request.actor).selection.approved_size
    confirm = {
        "question": f"办结{found.whom}这一件？",
        "consequences": [
            f"{found.team.name}{showing.seats(found, request.actor.today, usual)}。原来 {following.before(found)} 人。",
            "只增不减：人补到和原来一样多才办结；有人写明接替的，会自己办结。",
        ],
        "verb": "办结",
        "cancel_label": "先不办结",
        "final": False,
    }
    return confirm_page(request, found, form, confirm)


@page(needs=rules.PROPOSE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = case_of(request, pk, rules.PROPOSE)
    must_stand(found, State.OPINIONS, State.OFFICE)
    form = WithdrawForm(request.POST or None, seen=found)
    if _done(request, form, changes.withdraw, found):
        return to_case(pk)
    confirm = {
        "question": f"撤回{found.whom}的{found.get_kind_display()}？",
        "consequences": ["撤回以后人不动；要办的话重新提。", "提过什么、谁说过什么，都留着。"],
        "verb": "撤回",
        "cancel_label": "先不撤",
        "final": False,
    }
    return confirm_page(request, found, form, confirm)


def _issued(request: HttpRequest, pk: int) -> ChangeCase:
    found = case_of(request, pk)
    if not papers.has_letter(found):
        raise Http404
    return found


@page(needs=rules.SEE)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """给派出单位的函, as it prints."""
    found = _issued(request, pk)
    context = {"case": found, "letter": papers.letter_of(found, request.actor)}
    return render(request, "dispatch/changes/pages/letter.html", context)


@page(needs=rules.SEE)
def letter_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    """What is noted does not say of whom or of what kind: more people read the log (R-TLK-09)."""
    found = _issued(request, pk)
    written = papers.letter_of(found, request.actor)
    name = f"{papers.TITLE}-{found.sending_unit.name}"
    return paper_of(request.actor, "给单位的函", name, lambda: write_letter(written))


@page(needs=rules.DECIDE)
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """召回…: names the person, what happens to the team, how many are ready, and that it cannot be undone."""
    found = case_of(request, pk, rules.DECIDE)
    must_stand(found, State.OPINIONS, State.OFFICE)
    if not found.is_recall:
        raise Http404
    initial = {"last_day": max(found.last_day or request.actor.today, request.actor.today)}
    form = RecallForm(request.POST or None, seen=found, initial=initial, missing=_missing(request, found))
    if form.is_valid():
        told = {**form.told(), "agrees": True}
        if form.do(changes.decide, found, by=request.actor, told=told):
            return to_case(pk)
    return confirm_page(request, found, form, _recalling(request, found))


def _recalling(request: HttpRequest, found: ChangeCase) -> dict[str, Any]:
    limits = policy.of(request.actor).recall
    names = ready(seat_of(found), request.actor)
    able = (
        f"册上不在岗、合条件的有 {len(names)} 人，最合适的是{'、'.join(names[:3])}。"
        if names
        else "册上还没有能接替的人，要请单位另推荐。"
    )
    said = [
        f"{found.whom}的派驻到此为止，由{found.sending_unit}接回；档案里记为召回，只有驻村办和有关负责人看得到。",
        *showing.team_after(found, request.actor.today),
        f"空出的名额 {limits.replacement_days} 天内要补上，记在{found.sending_unit}和驻村办名下。",
        able,
        f"影响在下面选；不得提拔使用、晋升职级的，从最后一天起算 {limits.no_promotion_years} 年。",
        "接下来请县领导签批，签了才发文。",
    ]
    return {
        "question": f"召回{found.whom}？",
        "consequences": said,
        "verb": f"召回{found.whom}",
        "cancel_label": "先不召回",
    }
