"""G9 约谈与问责: 双约谈, one talk from notice to follow-up, its papers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.dispatch.roster.team_list import Offered
from zhucun.oversight.talking import papers
from zhucun.oversight.talking.forms import AnswerForm, FollowUpForm, HoldForm, WithdrawForm
from zhucun.oversight.talking.lists import (
    dual_talks_for,
    dual_talks_table,
    dual_words,
    part_words,
    talk_words,
    talks_for,
    talks_table,
    with_parts,
)
from zhucun.oversight.talks import acts as talks
from zhucun.oversight.talks import rules
from zhucun.oversight.talks.models import DualTalk, TalkRecord
from zhucun.oversight.talks.rules import DONE, TO_HOLD, DualState, Kind, State
from zhucun.papers.forms import write_form
from zhucun.papers.official import write_letter
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm
from zhucun.web.page import page

LIST, TALKS = "oversight:talks", "oversight:talks.records"


@page(needs=rules.SEE_PROGRESS)
def duals(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    table = dual_talks_table(actor.today, Offered(actor)).bind(request, dual_talks_for(actor))
    standing = DualTalk.objects.visible_to(actor).standing()
    context = {
        "table": table,
        "of": standing.count(),
        "complete": standing.filter(state=DualState.COMPLETE).count(),
        "may_notify": actor.may(rules.NOTIFY),
    }
    return render(request, "oversight/talking/pages/duals.html", context)


@page(needs=rules.SEE_PROGRESS)
def dual(request: HttpRequest, pk: int) -> HttpResponse:
    """Both parts side by side; of the other side's only whether it was held."""
    actor = request.actor
    row = get_object_or_404(with_parts(dual_talks_for(actor), actor), pk=pk)
    seen = {part.kind: part for part in row.seen_parts}
    parts = [
        ("乡镇谈", part_words(row.township_held_on, row, actor.today), seen.get(Kind.DUAL_TOWNSHIP)),
        ("派出单位谈", part_words(row.unit_held_on, row, actor.today), seen.get(Kind.DUAL_UNIT)),
    ]
    context = {"row": row, "parts": parts, "stage": dual_words(row, actor.today)}
    return render(request, "oversight/talking/pages/dual.html", context)


@page(needs=rules.SEE)
def records(request: HttpRequest) -> HttpResponse:
    table = talks_table(request.actor.today, Offered(request.actor)).bind(request, talks_for(request))
    context = {"table": table, "may_notify": request.actor.may(rules.NOTIFY)}
    context["may_carry_in"] = request.actor.may(rules.NOTIFY_UNITS)
    return render(request, "oversight/talking/pages/records.html", context)


def talk_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> TalkRecord:
    seen = TalkRecord.objects.visible_to(request.actor, needs)
    named = ("posting__cadre__person", "posting__team", "posting__sending_unit", "team", "unit", "dual")
    return get_object_or_404(seen.select_related(*named), pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    talk, actor = talk_of(request, pk), request.actor
    is_mine, to_hold = talks.is_about(talk, actor), talk.state in TO_HOLD
    holds = actor.may(rules.HOLD) and talks.may_hold(talk, actor)
    context = {
        "talk": talk,
        "stage": talk_words(talk, actor.today),
        "steps": steps_of(talk),
        "may_hold": holds and to_hold,
        "may_follow_up": holds and talk.state == State.HELD,
        "may_withdraw": to_hold and not is_mine and talks.may_withdraw(talk, actor),
        "answer": AnswerForm(seen=talk, initial={"statement": talk.statement}) if is_mine and to_hold else None,
        "is_mine": is_mine,
        "sees_dual": actor.may(rules.SEE_PROGRESS) and talk.dual_id and not is_mine,
    }
    return render(request, "oversight/talking/pages/one.html", context)


def steps_of(talk: TalkRecord) -> list[dict[str, str]]:
    """通知, 说明, 谈话, 回访."""
    days = (talk.noticed_on, talk.stated_on, talk.held_on, talk.followed_up_on)
    waits_for = (
        "",
        f"{_short(talk.answer_due_on)}前",
        f"{_short(talk.due_on)}前",
        f"{_short(talk.fix_by)}起" if talk.fix_by else "",
    )
    shown, is_next = [], True
    for label, day, wait in zip(("通知", "作说明", "谈话", "回访"), days, waits_for, strict=True):
        skipped = label == "作说明" and day is None and talk.state in DONE
        state = "done" if day or skipped else "now" if is_next else "todo"
        is_next = is_next and state == "done"
        shown.append({"label": label, "state": state, "note": _short(day) or ("没有写" if skipped else wait)})
    return shown


def _short(day: Any) -> str:
    return f"{day.month}月{day.day}日" if day else ""


def _step(request: HttpRequest, talk: TalkRecord, act: Act, form: ActForm, **words: Any) -> HttpResponse:
    if form.is_valid() and form.do(act, talk, by=request.actor):
        return redirect(talk.page_url)
    crumbs = [(reverse(TALKS), "约谈"), (talk.page_url, talk.whom)]
    context = {"form": form, "crumbs": crumbs, "cancel_url": talk.page_url, "question": talk.because, **words}
    return render(request, "web/pages/form.html", context)


@page(needs=rules.ANSWER)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    talk = talk_of(request, pk, rules.ANSWER)
    form = AnswerForm(request.POST or None, seen=talk, initial={"statement": talk.statement})
    return _step(request, talk, talks.state_own, form, heading="作说明", submit_label="交上去")


@page(needs=rules.HOLD)
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    talk = talk_of(request, pk, rules.HOLD)
    form = HoldForm(request.POST or None, talk=talk, today=request.actor.today)
    heading, goes = f"登记谈话：{talk.whom}", "履职记录、双约谈办到哪一步"
    return _step(
        request, talk, talks.hold, form, heading=heading, submit_label="登记", goes_to=goes, cancel_label="先不登记"
    )


@page(needs=rules.HOLD)
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    talk = talk_of(request, pk, rules.HOLD)
    form = FollowUpForm(request.POST or None, seen=talk, initial={"on": request.actor.today})
    said = f"答应的：{talk.commitment}" if talk.commitment else talk.because
    words = {"heading": f"登记回访：{talk.whom}", "question": said, "submit_label": "登记"}
    return _step(request, talk, talks.follow_up, form, **words)


@page(needs=rules.NOTIFY)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    talk = talk_of(request, pk, rules.NOTIFY)
    form = WithdrawForm(request.POST or None, seen=talk)
    tip = "双约谈的两方一起撤。" if talk.dual_id else ""
    words = {"heading": f"不谈了：{talk.whom}", "submit_label": "撤回通知", "danger": True, "tip": tip}
    return _step(request, talk, talks.withdraw, form, **words)


def _noticed_here(request: HttpRequest, pk: int) -> TalkRecord:
    talk = talk_of(request, pk)
    if talk.is_earlier:
        raise Http404
    return talk


@page(needs=rules.SEE)
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    talk = _noticed_here(request, pk)
    context = {"talk": talk, "letter": papers.notice_of(talk, request.actor)}
    return render(request, "oversight/talking/pages/notice.html", context)


@page(needs=rules.SEE)
def notice_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    """What is noted of it names nobody: more people read the log (R-TLK-09)."""
    talk = _noticed_here(request, pk)
    letter = papers.notice_of(talk, request.actor)
    return paper_of(request.actor, papers.NOTICE, f"{papers.NOTICE}-{talk.whom}", lambda: write_letter(letter))


@page(needs=rules.SEE)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    talk = talk_of(request, pk)
    context = {"talk": talk, "form": papers.record_of(talk, request.actor)}
    return render(request, "oversight/talking/pages/record.html", context)


@page(needs=rules.SEE)
def record_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    talk = talk_of(request, pk)
    form = papers.record_of(talk, request.actor)
    return paper_of(request.actor, papers.RECORD, f"{papers.RECORD}-{talk.whom}", lambda: write_form(form))
