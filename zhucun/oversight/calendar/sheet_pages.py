"""月表: how far the month's sheets are, and one step done for all who are ticked (R-ATT-04, screen G1)."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts import jobs
from zhucun.acts.actor import Actor
from zhucun.acts.once import once
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.rules import BRING_IN
from zhucun.oversight.attendance import monthly, rules
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import State
from zhucun.oversight.attendance.sheets import MONTH_SHEET_KIND
from zhucun.oversight.calendar import stepping
from zhucun.oversight.calendar.everybody import Everybody
from zhucun.oversight.calendar.grid import Row
from zhucun.oversight.calendar.months import Asked, address_of, month_asked
from zhucun.oversight.calendar.stepping import BY_NAME, JOB, MOST_AT_ONCE, Step
from zhucun.oversight.calendar.tabs import chip, month_context, tabs_of
from zhucun.oversight.calendar.views import grid_context, note_of, row_of
from zhucun.web.addresses import own_path
from zhucun.web.page import page

REACHED = (
    ("本人属实", State.STATED, State.OPEN),
    ("村里核对", State.CONFIRMED, State.STATED),
    ("乡镇锁定", State.VERIFIED, State.CONFIRMED),
    ("县里复核", State.REVIEWED, State.VERIFIED),
)
ORDER = list(State)


@page(needs=rules.SEE)
def sheets(request: HttpRequest) -> HttpResponse:
    """The grid of the calendar with a box before each line that the reader may move on."""
    asked = _month(request)
    shown = Everybody.of(request, asked)
    choices = choices_of(shown)
    step = _chosen(request, choices)
    shown = _waiting(shown, step)
    rows = _rows(shown, step)
    has_boxes = any(row.box for row in rows)
    context = {
        "tabs": tabs_of(request, asked, "oversight:days.sheets"),
        **month_context(request, asked),
        **grid_context(shown, rows, columns=int(has_boxes)),
        "has_boxes": has_boxes,
        "sent": uuid.uuid4(),
        "question": "本人属实，村里核对，乡镇核定锁定，县里复核；每一步换一个人，谁都不核自己的。",
        "steps": _reached(shown),
        "choices": _chips(request, choices, step),
        "step": step,
        "do_url": reverse("oversight:days.sheets.do", args=[step.name]) if step else "",
        "doubtful": _doubtful(shown, step),
        "questions_url": reverse("oversight:days.questions"),
        "print_url": address_of(
            reverse("oversight:days.print"), {"month": asked.key, "township": request.GET.get("township", "")}
        ),
        **_from_paper(request),
        "note": note_of(asked),
        "not_open": _not_open(asked),
    }
    context["filters"] = [*context["filters"], _state_chip(shown)]
    context["all_url"] = address_of(request.path, request.GET.dict(), all="1") if has_boxes else ""
    context["all_count"] = len(shown.all_people)
    return render(request, "oversight/calendar/pages/sheets.html", context)


def _from_paper(request: HttpRequest) -> dict[str, str]:
    """For whoever may enter days for others: a sheet filled in as a table, and the blank form for it."""
    if not (request.actor.may(BRING_IN) and request.actor.may(rules.ENTER_FOR)):
        return {}
    return {
        "import_url": address_of(reverse("dispatch:imports"), {"kind": MONTH_SHEET_KIND.key}),
        "form_url": reverse("dispatch:imports.form", args=[MONTH_SHEET_KIND.key]),
    }


def _month(request: HttpRequest) -> Asked:
    """The month just past, until the sheets of this one open on its last working day."""
    asked = month_asked(request)
    if "month" in request.GET:
        return asked
    county = request.actor.county_code
    is_open = asked.today >= monthly.last_working_day(asked.span, request.actor, county)
    return asked if is_open else asked.before


def _waiting(shown: Everybody, step: Step | None) -> Everybody:
    """Those who wait for the step, unless a chip asks for others."""
    get = shown.request.GET.get
    if step is None or get("state") or get("all"):
        return shown
    waiting = [one for one in shown.people if shown.state(one) == step.start]
    return replace(shown, people=waiting) if waiting else shown


def choices_of(shown: Everybody) -> list[tuple[Step, int]]:
    """The steps this reader may do and how many lines wait for each; those of nobody are left out."""
    counted = Counter(shown.state(one) for one in shown.all_people)
    return [(step, counted[step.start]) for step in stepping.offered_to(shown.request.actor) if counted[step.start]]


def _chosen(request: HttpRequest, choices: Sequence[tuple[Step, int]]) -> Step | None:
    steps = [step for step, _ in choices]
    asked = BY_NAME.get(request.GET.get("step", ""))
    return asked if asked in steps else steps[0] if steps else None


def _chips(request: HttpRequest, choices: Sequence[tuple[Step, int]], step: Step | None) -> list[dict[str, Any]]:
    kept = request.GET.dict()
    return [
        {
            "label": one.label,
            "count": count,
            "active": one == step,
            "url": address_of(request.path, kept, step=one.name),
        }
        for one, count in choices
    ]


def _rows(shown: Everybody, step: Step | None) -> list[Row]:
    """A box before each line that waits for the step, ticked where nothing is in doubt."""
    if step is None or not any(shown.state(one) == step.start for one in shown.people):
        return [row_of(shown, one) for one in shown.people]
    own = shown.request.actor.persons
    rows = []
    for one in shown.people:
        month = shown.months[one.posting]
        is_due = month.state == step.start and one.person not in own
        is_clean = is_due and not (step.waits_for_answers and month.asks)
        rows.append(row_of(shown, one, box=month.line if is_clean else 0, is_ticked=is_clean and not step.needs_reason))
    return rows


def _reached(shown: Everybody) -> list[dict[str, Any]]:
    """How many have come so far; the rest open as a list of their own."""
    states = [state for one in shown.all_people if (state := shown.state(one))]
    if not states:
        return []
    path, kept = shown.request.path, shown.request.GET.dict()
    return [
        {
            "label": label,
            "done": sum(ORDER.index(state) >= ORDER.index(reached) for state in states),
            "total": len(states),
            "waiting": states.count(before),
            "url": address_of(path, kept, state=before.value),
        }
        for label, reached, before in REACHED
    ]


def _doubtful(shown: Everybody, step: Step | None) -> int:
    """How many would be done but for a day of which two sides say different things."""
    if step is None or not step.waits_for_answers:
        return 0
    months = (shown.months[one.posting] for one in shown.all_people)
    return sum(month.asks for month in months if month.state == step.start)


def _state_chip(shown: Everybody) -> dict[str, Any]:
    counted = Counter(state.value for one in shown.all_people if (state := shown.state(one)))
    return chip(shown.request, "state", "到哪一步", [(one.value, one.label) for one in State], counted)


def _not_open(asked: Asked) -> dict[str, str]:
    return {
        "text": f"{asked.label}的月表还没开。",
        "when": "每月最后一个工作日自动开，到时候本人按一下“属实”。" if not asked.is_over else "这个月没有人在队。",
        "icon": "clock",
    }


@require_POST
@page(needs=rules.SEE)
def step_for_all(request: HttpRequest, name: str) -> HttpResponse:
    """The ticked lines; above some hundred a job does them."""
    step = BY_NAME.get(name)
    if step is None:
        raise Http404
    request.actor.must(step.needs)
    keys = [int(key) for key in request.POST.getlist("line") if key.isdecimal()]
    reason = request.POST.get("reason", "").strip()
    back = own_path(request.POST.get("back", ""), reverse("oversight:days.sheets"))
    if not keys:
        raise Refused("没有要办的：先在名单里打勾。")
    pressed = _Pressed(step, keys, reason, request.actor, back)
    sent = _sent_id(request.POST.get("sent", ""))
    if len(keys) > MOST_AT_ONCE:
        return redirect("jobs.one", pk=once(step.act, pressed.start, sent=sent, by=request.actor))
    done = once(step.act, pressed.do, sent=sent, by=request.actor)
    if changed := len(keys) - done:
        messages.info(request, f"有 {changed} 人的已经办过，或者又有变动、退回了前一步，没有再办。")
    if done:
        messages.success(request, f"{step.label}办了 {done} 人。")
    return redirect(back)


def _sent_id(text: str) -> uuid.UUID:
    """What the form carries, so that a double press is one; without it each press is its own."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


@dataclass(frozen=True)
class _Pressed:
    """One press: both ways of doing it answer with a number, which a second press gets again."""

    step: Step
    keys: list[int]
    reason: str
    by: Actor
    back: str

    def _lines(self) -> list[MonthLine]:
        return stepping.lines_to_do(self.step, self.keys, self.by)

    def do(self) -> int:
        lines = self._lines()
        return stepping.do(self.step, lines, reason=self.reason, by=self.by) if lines else 0

    def start(self) -> int:
        """The job's key."""
        told = {"step": self.step.name, "lines": [line.pk for line in self._lines()], "reason": self.reason}
        title = f"{self.step.label}：{len(told['lines'])} 人"
        return jobs.start(JOB, title=title, by=self.by, arguments=told, result_url=self.back).pk
