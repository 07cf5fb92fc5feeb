"""Before a circular may be issued, those it is about are asked whether it is so; what they dispute is decided on."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypedDict

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.oversight.circulars import rules
from zhucun.oversight.circulars.acts import must_be
from zhucun.oversight.circulars.models import CheckedLine, CircularLine, FactCheck, InspectionCircular
from zhucun.oversight.circulars.rules import CHECKS, FLOW, Answer, Outcome, State
from zhucun.oversight.onsite.rules import About
from zhucun.policy import in_force as policy
from zhucun.policy.holidays import reading as holidays


class Disputed(TypedDict):
    """A line of one's own, and what of it is not so."""

    line: int
    said: str


@act("circular.ask", "督查通报送核实", needs=rules.WRITE, undo="circular.call_back")
def ask(circular: InspectionCircular, *, by: Actor) -> InspectionCircular:
    """Each side concerned is asked about its own lines, and has the days of `inspection.comment_days` (R-INS-06)."""
    lines = list(circular.lines.select_related("unit").in_order_of_places().order_by("township_position", "place_code"))
    if not lines:
        raise Refused("通报里一个问题也没有，先从发现的问题里挑。")
    must_name_nobody(circular, lines)
    FLOW.step(circular, "ask")
    days = max(1, policy.of(by).inspection.comment_days)
    circular.asked_on = by.today
    circular.answers_due_on = holidays.calendar_of(circular.county_code).after(by.today, days)
    circular.save()
    for check, about in _checks(circular, lines):
        check.save()
        CheckedLine.objects.bulk_create(CheckedLine(check_of=check, line=line) for line in about)
    return circular


def must_name_nobody(circular: InspectionCircular, lines: Sequence[CircularLine]) -> None:
    """No text of it holds the name of whoever is or was with these teams."""
    names = names_around(lines)
    for text in (circular.opening, circular.praised, circular.closing, *(line.text for line in lines)):
        rules.must_name_nobody(text, names)


def names_around(lines: Iterable[CircularLine]) -> set[str]:
    posted = Posting.objects.filter(team__in={line.team_id for line in lines})
    return set(posted.values_list("cadre__person__name", flat=True))


def _checks(
    circular: InspectionCircular, lines: Sequence[CircularLine]
) -> Iterable[tuple[FactCheck, list[CircularLine]]]:
    found: dict[tuple[str, int | None], tuple[FactCheck, list[CircularLine]]] = {}
    for line in lines:
        is_paired = line.about == About.PAIRED
        township, unit = rules.sides(is_paired=is_paired, has_unit=line.unit is not None, naming=circular.naming)
        if township:
            check = _check(circular, line.township_name, place_code=line.township_code)
            found.setdefault((line.township_code, None), (check, []))[1].append(line)
        if unit:
            check = _check(circular, line.unit.name, place_code=circular.county_code, unit=line.unit)
            found.setdefault(("", line.unit_id), (check, []))[1].append(line)
    return found.values()


def _check(circular: InspectionCircular, whom: str, **who: object) -> FactCheck:
    days = {"asked_on": circular.asked_on, "due_on": circular.answers_due_on}
    return FactCheck(circular=circular, asked_whom=whom, **who, **days)


@act("fact_check.answer", "核实督查通报的事实", needs=rules.ANSWER, remote=True)
def answer(check: FactCheck, *, disputes: list[Disputed], by: Actor) -> FactCheck:
    """Nothing said is agreement; whoever says nothing in time has no objection."""
    if check.circular.state != State.CONFIRMING:
        raise Refused("这一期核实已经完了。")
    if check.is_past(by.today):
        raise Refused(f"核实到{_day(check.due_on)}，过了就按没有异议算。要说的，打电话给县驻村办。")
    return _answered(check, disputes, by.name, by)


@act("fact_check.enter", "代记督查通报的核实", needs=rules.WRITE)
def enter(check: FactCheck, *, disputes: list[Disputed], written_for: str, by: Actor) -> FactCheck:
    """What a side said by telephone or on paper, and who said it; also late, until the circular is signed for."""
    if check.circular.state != State.CONFIRMING:
        raise Refused("这一期核实已经完了。")
    whom = rules.said(written_for, "written_for", "写谁说的、怎么说的，例如“东岭镇蒋大为 电话”。")
    return _answered(check, disputes, f"{whom}（{by.name}代记）", by)


def _answered(check: FactCheck, disputes: list[Disputed], who: str, by: Actor) -> FactCheck:
    lines = {one.line_id: one for one in check.lines.all()}
    for told in disputes:
        if told["line"] not in lines:
            raise Refused("没有请你们核实这一条。请刷新后再填。")
        one = lines[told["line"]]
        one.said = rules.said(told["said"], f"said_{one.line_id}", "写清哪里和事实不符、依据是什么。")
        one.save()
    _open_again(check, disputes)
    CHECKS.step(check, "answer", to=Answer.DISPUTES if disputes else Answer.AGREES)
    check.answered_on, check.answered_by = by.today, who
    check.save()
    return check


def _open_again(check: FactCheck, disputes: list[Disputed]) -> None:
    """What the office had reworded before this side spoke is decided on again."""
    lines = check.circular.lines.filter(pk__in=[told["line"] for told in disputes])
    lines.exclude(outcome=Outcome.LEFT_OUT).update(outcome="", outcome_reason="", decided_on=None, decided_by="")


def _day(day: date) -> str:
    return f"{day.month} 月 {day.day} 日"


def _decided(line: CircularLine, outcome: Outcome, reason: str, by: Actor) -> CircularLine:
    must_be(line.circular, State.CONFIRMING)
    line.outcome, line.decided_on, line.decided_by = outcome, by.today, by.name
    line.outcome_reason = rules.said(reason, "reason", "写一句为什么。")
    line.save()
    return line


@act("circular.leave_out", "有出入，从通报里拿掉", needs=rules.WRITE)
def leave_out(line: CircularLine, *, reason: str, by: Actor) -> CircularLine:
    """It is told to nobody; what was said of it, and why it was left out, stays with the circular."""
    return _decided(line, Outcome.LEFT_OUT, reason, by)


@act("circular.reword", "有出入，改说法", needs=rules.WRITE)
def reword(line: CircularLine, *, text: str, reason: str, by: Actor) -> CircularLine:
    line.text = rules.said(text, "text", "写改成什么说法。")
    rules.must_name_nobody(line.text, names_around([line]), "text")
    return _decided(line, Outcome.REWORDED, reason, by)


@act("circular.keep", "有出入，查过维持", needs=rules.KEEP)
def keep(line: CircularLine, *, reason: str, by: Actor) -> CircularLine:
    """Against what the inspected say: for the leader of the office, with a reason they can read."""
    if not CheckedLine.objects.filter(line=line).exclude(said="").exists():
        raise Refused("没有人说这一条有出入，不用定。")
    return _decided(line, Outcome.KEPT, reason, by)


@act("circular.make_ready", "督查通报出送签稿", needs=rules.WRITE, undo="circular.call_back")
def make_ready(circular: InspectionCircular, *, by: Actor) -> InspectionCircular:
    """All have answered or had their days, and what was disputed is decided."""
    waiting = circular.checks.waiting(by.today)
    if first := waiting.order_by("pk").first():
        raise Refused(f"{first.asked_whom}等 {waiting.count()} 家还在核实，到{_day(first.due_on)}。", rule="R-INS-06")
    if line := circular.lines.disputed().first():
        raise Refused(f"“{line.text}”有出入，先定：拿掉、改说法，还是维持。", rule="R-INS-06")
    standing = list(circular.lines.standing())
    if not standing:
        raise Refused("问题都拿掉了，这一期没有可通报的。")
    must_name_nobody(circular, standing)
    FLOW.step(circular, "make_ready")
    circular.sent_out_on = by.today
    circular.save()
    return circular


@act("circular.call_back", "督查通报收回再改", needs=rules.WRITE)
def call_back(circular: InspectionCircular, *, by: Actor) -> InspectionCircular:
    """From the signer to what was confirmed; from those asked only while nobody has answered."""
    if circular.state == State.CONFIRMING:
        if circular.checks.exclude(state=Answer.WAITING).exists():
            raise Refused("已经有人核实了，不能收回重写。可以逐条拿掉、改说法，或者这一期不发了。")
        circular.checks.all().delete()
        FLOW.step(circular, "call_back", to=State.DRAFTING)
        circular.asked_on = circular.answers_due_on = None
    else:
        FLOW.step(circular, "call_back", to=State.CONFIRMING)
        circular.sent_out_on = None
    circular.save()
    return circular


@act("fact_check.put_off", "核实的期限往后移", needs=rules.WRITE)
def put_off(check: FactCheck, *, due_on: date, reason: str, by: Actor) -> FactCheck:
    """Where an emergency keeps people from it; the circular waits for its last side."""
    if check.state != Answer.WAITING or check.circular.state != State.CONFIRMING:
        raise Refused("已经核实完了，期限不用移。")
    if due_on <= check.due_on:
        raise Refused("新的期限要比原来的晚。", field="due_on")
    rules.said(reason, "reason", "写一句为什么往后移。", least=2)
    check.due_on = due_on
    check.save()
    circular = check.circular
    circular.answers_due_on = max(due_on, circular.answers_due_on)
    circular.save()
    return check
