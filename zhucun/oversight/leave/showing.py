"""One request as one actor sees it: facts, way, the year so far, and what they may do with it (screen M10)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.trail import AuditLog
from zhucun.lib import halves
from zhucun.oversight.leave import returning, rules
from zhucun.oversight.leave.acts import may_be_withdrawn_by
from zhucun.oversight.leave.models import LeaveRequest, LeaveStep
from zhucun.oversight.leave.offices import Offices
from zhucun.oversight.leave.rules import TAKEN, State
from zhucun.policy import in_force as policy
from zhucun.policy.leave import INFORMED
from zhucun.web.history import Line, prose


@dataclass(frozen=True)
class Action:
    """A button; one that `is_pressed` asks for nothing more."""

    label: str
    url: str
    is_main: bool = False
    is_pressed: bool = False


class LeaveSeen:
    """The steps and offices are read once."""

    def __init__(self, leave: LeaveRequest, actor: Actor) -> None:
        self.leave, self.actor, self.today = leave, actor, actor.today
        self.said: list[LeaveStep] = list(leave.steps.all())
        self.offices = Offices([leave.posting], actor.today)
        self.is_own = leave.cadre.person_id in actor.persons

    def steps(self) -> list[dict[str, str]]:
        """填单, each who decides, 销假."""
        leave = self.leave
        asked = {"label": f"{leave.asked_by}填单", "state": "done", "note": _day(leave.asked_on)}
        is_out = leave.state == State.GRANTED
        back = {
            "label": "销假",
            "state": "done" if leave.state in (State.RETURNED, State.EXTENDED) else "now" if is_out else "todo",
            "note": _day(leave.returned_on) or (f"{_day(leave.return_due_on)}前" if is_out else ""),
        }
        return [asked, *map(self._step, self.said), back]

    def _step(self, step: LeaveStep) -> dict[str, str]:
        is_now = self.leave.state == State.ASKED and step.rank == self.leave.open_rank and step.agrees is None
        state = "done" if step.agrees else "now" if is_now else "todo"
        note = _day(step.decided_on) or ("等批" if is_now else "")
        return {"label": self.offices.who(step.role, self.leave.posting), "state": state, "note": note}

    def sayings(self) -> list[dict[str, Any]]:
        """Who said what, once they did."""
        return [
            {"who": self.offices.who(step.role, self.leave.posting), "step": step}
            for step in self.said
            if step.agrees is not None
        ]

    def facts(self) -> list[tuple[str, str]]:
        leave = self.leave
        told = (
            ("原因", leave.reason),
            ("去哪里", leave.going_to),
            ("谁顶着", leave.covered_by.cadre.person.name if leave.covered_by else ""),
            ("接着哪一张", leave.extends.span if leave.extends else ""),
            ("先打的电话", self._phoned()),
            ("特批", leave.override_reason),
            ("代填", f"{leave.asked_by}代填：{leave.entered_for_reason}" if leave.entered_for_reason else ""),
            ("回村", self._back()),
            ("另外告诉", "、".join(self.informed())),
            ("说明", leave.closed_note),
        )
        return [(term, words) for term, words in told if words]

    def _phoned(self) -> str:
        leave = self.leave
        if leave.phoned_on is None:
            return ""
        days = rules.written_late(leave.phoned_on, leave.asked_on, policy.of(self.actor).leave)
        late = f"，补单晚了 {days} 天{_because(leave.written_late_reason)}" if days else ""
        return f"{_day(leave.phoned_on)}打的，{leave.phone_agreed_by}同意{late}"

    def _back(self) -> str:
        leave = self.leave
        if leave.back_half is None:
            return ""
        late = f"，晚了 {leave.late_days} 天{_because(leave.back_late_reason)}" if leave.late_days else ""
        return f"{returning.in_words(leave)}{late}，{leave.returned_by}销的"

    def informed(self) -> list[str]:
        return [self.offices.told(role, self.leave.posting) for role in self.leave.informed if role in INFORMED]

    def year(self) -> dict[str, Any]:
        """Other leave of the calendar year, and late returns with what follows (R-LEA-04)."""
        leave = self.leave
        others = _year_of(leave).exclude(pk=leave.pk)
        taken = list(others.filter(state__in=TAKEN).order_by("since_half"))
        late = sum(1 for one in taken if one.late_days)
        ladder = policy.of(self.actor).leave.overdue_ladder
        times = late + (leave.late_days > 0 or leave.is_overdue(self.today))
        return {
            "taken": taken,
            "times": len(taken),
            "length": halves.length_in_words(sum(one.length_halfdays for one in taken)),
            "late": times,
            "follows": rules.follows(ladder, times),
        }

    def sentence(self) -> str:
        leave = self.leave
        if leave.is_overdue(self.today):
            return f"{_day(leave.return_due_on)}就该销假，还没有销。先打个电话问一声。"
        if leave.state == State.ASKED:
            waits = [s for s in self.said if s.agrees is None and s.rank == leave.open_rank]
            return f"等{'、'.join(self.offices.who(step.role, leave.posting) for step in waits)}批。"
        if leave.state == State.GRANTED:
            return f"批了，已经记进在村情况；{_day(leave.return_due_on)}前销假。"
        return {
            State.RETURNED: "假已经销了。",
            State.EXTENDED: "续了假，接着下一张算。",
            State.REFUSED: "退回了，看看为什么；改好可以再填一张。",
            State.WITHDRAWN: "撤回了，没有请。",
            State.CLOSED: "没有办下去。",
        }[State(leave.state)]

    def history(self) -> list[Line]:
        """Who did what and when; what was told stands above in words."""
        lines = AuditLog.objects.filter(row_kind=self.leave._meta.label_lower, row_key=self.leave.pk)
        return [replace(line, changes=[]) for line in prose(lines.order_by("-pk"), with_content=False)]

    def may_decide(self) -> bool:
        leave = self.leave
        blocked = self.is_own or (leave.asker_person is not None and leave.asker_person in self.actor.persons)
        if leave.state != State.ASKED or blocked or not self.actor.may(rules.DECIDE):
            return False
        open_now = [s for s in self.said if s.agrees is None and s.rank == leave.open_rank]
        return any(step.is_spoken_by(self.actor) for step in open_now)

    def actions(self) -> Iterator[Action]:
        """The green one first: what this person is expected to do now."""
        leave, one = self.leave, self._action
        if self.may_decide():
            yield one("同意", "approve", is_main=True, is_pressed=True)
            yield one("退回…", "refuse")
        if not self._may_return():
            return
        is_out = leave.state == State.GRANTED and self.today >= leave.first_day
        if is_out:
            is_time = self.today >= leave.last_day
            if is_time and not leave.is_overdue(self.today):
                yield one("销假", "back", is_main=True, is_pressed=True)
            if not leave.is_overdue(self.today):
                yield one("不是今天回的…" if is_time else "提前回来了…", "returned")
            if self.today <= leave.last_day:
                yield one("续假…", "extend")
        if (not is_out or self.today == leave.first_day) and may_be_withdrawn_by(leave, self.actor):
            yield one("撤回…", "withdraw")

    def may_be_back_late(self) -> bool:
        """Who may have been late is asked on the page itself when they were back, and why."""
        return self.leave.is_overdue(self.today) and self._may_return()

    def _may_return(self) -> bool:
        reach = self.actor.scope(rules.ASK)
        return self.leave.cadre_id in reach.cadre or reach.covers_place(self.leave.place_code)

    def _action(self, label: str, route: str, *, is_main: bool = False, is_pressed: bool = False) -> Action:
        return Action(label, reverse(f"oversight:leaves.{route}", args=[self.leave.pk]), is_main, is_pressed)


def _year_of(leave: LeaveRequest) -> Any:
    year = leave.first_day.year
    since, until = halves.half_of(date(year, 1, 1)), halves.half_of(date(year + 1, 1, 1))
    return LeaveRequest.objects.filter(cadre=leave.cadre_id, since_half__gte=since, since_half__lt=until)


def _because(reason: str) -> str:
    return f"（{reason}）" if reason else ""


def _day(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""
