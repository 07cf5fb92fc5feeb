"""One case as its page shows it: how far it is, who acts next, what was said by whom, who takes the seat."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.changes import rules
from zhucun.dispatch.changes.acts import PROPOSED, opinion_step_of
from zhucun.dispatch.changes.models import CaseStep, ChangeCase, SuccessorChoice
from zhucun.dispatch.changes.rules import CaseKind, Effect, Part, State
from zhucun.dispatch.replacing.ranking import OpenSeat
from zhucun.dispatch.roster.events import Event
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.policy.profile import Recall


@dataclass(frozen=True)
class Action:
    """A button: `is_main` is the one green of the page; one that ends in "…" asks before it is done."""

    label: str
    url: str
    is_main: bool = False


OVER = (State.REFUSED, State.WITHDRAWN)
DONE, NOW, TODO = "done", "now", "todo"
MOST_STEPS = 6


class CaseSeen:
    """A case as one actor sees it; the steps, choices and evidence are read once."""

    def __init__(self, case: ChangeCase, actor: Actor) -> None:
        self.case, self.actor, self.today = case, actor, actor.today
        self.said: list[CaseStep] = list(case.steps.all())
        self.choices: list[SuccessorChoice] = list(
            case.choices.select_related("cadre__person", "unit").defer(
                "cadre__person__phone", "cadre__person__id_number"
            )
        )
        self.successor: Posting | None = getattr(case.posting, "successor", None)

    # ── steps ──

    def steps(self) -> list[dict[str, str]]:
        """提出, opinions, each who decides, 发文, 补人; of a long chain the first two, then the last two are one."""
        case = self.case
        proposed = self._step(f"{case.get_proposed_from_display()}提出", True, False, case.proposed_on)
        issued = self._step("发文", bool(case.carried_out_on), case.state == State.DECIDED, case.carried_out_on)
        filled = self._step("补人", case.state == State.CLOSED, case.state == State.VACANT, case.closed_on)
        head, tail = [proposed, self._opinions()], [issued, filled]
        decided = [self._decision(step) for step in self.said if not step.is_opinion]
        if len(head) + len(decided) + len(tail) > MOST_STEPS:
            head = [{**head[1], "label": "提出、说意见"}]
        if len(head) + len(decided) + len(tail) > MOST_STEPS:
            tail = [{**(filled if case.carried_out_on else issued), "label": "发文、补人"}]
        return [*head, *decided, *tail]

    @staticmethod
    def _step(label: str, is_done: bool, is_now: bool, on: date | None) -> dict[str, str]:
        return {"label": label, "state": DONE if is_done else NOW if is_now else TODO, "note": _day(on)}

    def _opinions(self) -> dict[str, str]:
        asked = [step for step in self.said if step.is_opinion]
        missing = [Part(step.part).label for step in asked if step.agrees is None]
        is_now = self.case.state == State.OPINIONS
        note = f"等{'、'.join(missing)}" if is_now and missing else ""
        return {"label": "说意见", "state": NOW if is_now else DONE, "note": note}

    def _decision(self, step: CaseStep) -> dict[str, str]:
        label = {"office": "定处理", "leader": "签批", "above": "上级批复"}.get(step.part, "组织部审")
        if step.agrees is False:
            return {"label": f"{label}：不同意", "state": DONE, "note": _day(step.said_on)}
        is_now = self.case.state == rules.STATE_OF[Part(step.part)]
        return self._step(label, bool(step.agrees), is_now, step.said_on)

    # ── what happened ──

    def events(self) -> list[Event]:
        """Newest first; of one day what was done last."""
        return sorted(self._events(), key=lambda event: event.day)[::-1]

    def _events(self) -> Iterator[Event]:
        case = self.case
        side = case.get_proposed_from_display()
        yield Event(case.proposed_on, "提出", f"{side}提出{case.get_kind_display()}。", case.proposed_by)
        for step in self.said:
            if step.said_on and step.opinion != PROPOSED:
                yield Event(
                    step.said_on, Part(step.part).label, _verdict(step), f"{step.said_by} {step.document}".strip()
                )
        if case.carried_out_on and case.last_day:
            what = (
                f"{case.whom}在队到 {case.last_day:%Y-%m-%d}"
                if case.posting_id
                else f"{case.last_day:%Y-%m-%d} 起增派一人"
            )
            yield Event(case.carried_out_on, "发文", f"{what}。", case.document)
        yield from self._choices()
        if self.successor is not None:
            name = self.successor.cadre.person.name
            yield Event(self.successor.since, "接替", f"{name}接替{case.whom}。", self.successor.start_basis)
        if case.closed_on:
            yield Event(case.closed_on, "办结", case.closed_note or "人已补齐，不比原来少。", "")

    def _choices(self) -> Iterator[Event]:
        for choice in self.choices:
            name = choice.cadre.person.name
            yield Event(choice.offered_on, "提人选", f"提{name}接替。", choice.unit.name)
            if choice.confirmed_on:
                source = f"{choice.confirmed_by} {choice.letter}".strip()
                yield Event(choice.confirmed_on, "确认", f"{choice.unit.name}同意派{name}。", source)
            if choice.declined_on:
                yield Event(
                    choice.declined_on, "不同意", f"{choice.unit.name}不派{name}：{choice.declined_because}", ""
                )

    # ── what to do ──

    def next_sentence(self) -> str:
        """Who acts next, and until when."""
        case = self.case
        said = {
            State.OPINIONS: f"等{'、'.join(self.missing())}说意见，到 {case.opinion_due_on:%Y-%m-%d}；过期不等。",
            State.OFFICE: "意见齐了，等县驻村办定处理。",
            State.ORGANISATION: "等县委组织部审。",
            State.LEADER: "等县领导签批。",
            State.ABOVE: "等上级组织部门批复，批了由县委组织部登记文号。",
            State.DECIDED: "定了，等县驻村办发文办理。",
            State.CLOSED: "办结了。",
            State.REFUSED: "没有同意，人不动。",
            State.WITHDRAWN: f"撤回了{f'：{case.closed_note}' if case.closed_note else ''}。",
        }
        return said.get(State(case.state), "") or self._vacancy_sentence()

    def _vacancy_sentence(self) -> str:
        due = self.case.vacancy_due_on
        confirmed = next((choice for choice in self.choices if choice.confirmed_on), None)
        if confirmed:
            return f"{confirmed.unit.name}已经确认{confirmed.cadre.person.name}，等县驻村办派出。"
        waiting = [choice.unit.name for choice in self.choices if not choice.declined_on]
        if waiting:
            return f"等{'、'.join(dict.fromkeys(waiting))}确认人选，{due:%Y-%m-%d} 前补齐。"
        return f"空出 1 个名额，{due:%Y-%m-%d} 前补齐；还没有提接替的人。"

    def missing(self) -> list[str]:
        return [Part(step.part).label for step in self.said if step.is_opinion and step.agrees is None]

    def actions(self) -> list[Action]:
        return [*self._of_opinions(), *self._of_deciding(), *self._of_vacancy(), *self._of_withdrawing()]

    def _may(self, permission: str) -> bool:
        """The permission over this very place or unit."""
        reach = self.actor.scope(permission)
        return reach.covers_place(self.case.place_code) or self.case.sending_unit_id in reach.sender

    def _of_opinions(self) -> Iterator[Action]:
        if self.case.state == State.OPINIONS and opinion_step_of(self.case, self.said, self.actor):
            yield self._action("说意见", "opinion", is_main=True)

    def _of_deciding(self) -> Iterable[Action]:
        state = self.case.state
        if state in (State.OPINIONS, State.OFFICE) and self._may(rules.DECIDE):
            is_time = state == State.OFFICE or self.today > self.case.opinion_due_on
            yield self._action("定处理" if is_time else "不等意见，定处理", "decide", is_main=is_time)
        if state in (State.ORGANISATION, State.ABOVE) and self._may(rules.APPROVE):
            yield self._action("审批" if state == State.ORGANISATION else "登记批复", "approve", is_main=True)
        if state == State.LEADER and self._may(rules.SIGN):
            yield self._action("签批", "sign", is_main=True)
        if state == State.DECIDED and self._may(rules.CARRY_OUT):
            yield self._action("发文办理…", "carry_out", is_main=True)

    def _of_vacancy(self) -> Iterable[Action]:
        if self.case.state == State.VACANT and self._may(rules.CARRY_OUT):
            confirmed = next((choice for choice in self.choices if choice.confirmed_on), None)
            if confirmed:
                url = reverse("dispatch:successors.post", args=[confirmed.pk])
                yield Action(f"派出{confirmed.cadre.person.name}", url, is_main=True)
            else:
                is_first = not any(choice.declined_on is None for choice in self.choices)
                yield self._action("看接替人选", "successors", is_main=is_first)
            yield self._action("办结…", "close")
        if self.case.is_recall and self.case.carried_out_on and self._may(rules.SEE):
            yield self._action("给单位的函", "letter")

    def _of_withdrawing(self) -> Iterator[Action]:
        if self.case.state in (State.OPINIONS, State.OFFICE) and self._speaks_for_proposer():
            yield self._action("撤回…", "withdraw")

    def _speaks_for_proposer(self) -> bool:
        side = self.case.proposed_from
        if side == Part.OFFICE:
            return self._may(rules.DECIDE)
        reach = self.actor.scope(rules.PROPOSE)
        if side == Part.TOWNSHIP:
            return reach.covers_place(self.case.place_code) and not self.actor.may(rules.DECIDE)
        return self.case.sending_unit_id in reach.sender

    def _action(self, label: str, name: str, *, is_main: bool = False) -> Action:
        return Action(label, reverse(f"dispatch:changes.{name}", args=[self.case.pk]), is_main)

    def answerable(self) -> list[SuccessorChoice]:
        """Choices this actor may answer: of their own unit, or, for the office, by the unit's letter."""
        if self.case.state != State.VACANT or any(choice.confirmed_on for choice in self.choices):
            return []
        reach = self.actor.scope(rules.CONFIRM)
        is_office = reach.covers_place(self.case.place_code)
        return [c for c in self.choices if c.declined_on is None and (is_office or c.unit_id in reach.sender)]


def _day(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""


def _verdict(step: CaseStep) -> str:
    yes = "同意。" if step.agrees else "不同意。"
    return f"{yes}{step.opinion}" if step.opinion else yes


def team_after(case: ChangeCase, today: date) -> list[str]:
    """What a departure means for the team, in sentences."""
    posting = case.posting
    if posting is None:
        return []
    held = set(posting.roles.filter(until__isnull=True).values_list("role", flat=True))
    left = case.team.postings.filter(until__isnull=True).exclude(pk=posting.pk).count()
    said = [f"{case.team.name}还有 {left} 人。"]
    if "first_secretary" in held:
        said.append("队里没有第一书记了，接替的人里要有一个能当。")
    return said


def effects_until(case: ChangeCase, limits: Recall, say: Callable[[date], str] = date.isoformat) -> list[str]:
    """Each with its last day, where it has one."""
    found = []
    for effect in case.effects:
        until = rules.effect_until(effect, case.last_day, limits) if case.last_day else None
        last = f"（到 {say(until - timedelta(days=1))}）" if until else ""
        found.append(f"{Effect(effect).label}{last}")
    return found


def facts_of(case: ChangeCase) -> list[tuple[str, str]]:
    """What the page says first."""
    found: list[tuple[str, str]] = [("种类", f"{case.get_kind_display()}（{rules.MEANT[CaseKind(case.kind)]}）")]
    found.append(("事由", rules.spoken(case.ground)))
    if case.reason:
        found.append(("说明", case.reason))
    if case.posting is not None:
        found.append(("派驻", f"{case.posting.since:%Y-%m-%d} 起，{case.posting.start_basis}"))
    if case.sending_unit is not None:
        found.append(("派出单位", f"{case.sending_unit.name}（{case.get_sending_level_display()}）"))
    if case.document:
        found.append(("文号", case.document))
    if case.last_day is not None:
        label = ("最后一天" if case.carried_out_on else "建议最后一天") if case.posting_id else "从哪天起"
        found.append((label, f"{case.last_day:%Y-%m-%d}"))
    return found


def seat_of(case: ChangeCase) -> OpenSeat:
    return OpenSeat(case.team, case.posting.cadre_id if case.posting else None)


def seats(case: ChangeCase, today: date, usual: int) -> str:
    """核定几人, 现有几人; of a departure still ahead, how many from then on (R-SEL-11)."""
    day = max(today, case.open_since or today) if case.state == State.VACANT else today
    team = Team.objects.with_headcount(day).only("pk").get(pk=case.team_id)
    size, there = team.approved or usual, team.headcount
    lacking = max(size - there, 0)
    since = "现有" if day == today else f"{day:%Y-%m-%d} 起"
    return f"核定 {size} 人，{since} {there} 人{f'，缺 {lacking} 人' if lacking else '，不缺'}"
