"""Proposing a change, saying one's opinion, deciding, signing, carrying out: the only writer of cases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import NotPermitted, Refused
from zhucun.dispatch.changes import rules
from zhucun.dispatch.changes.models import CaseEvidence, CaseStep, ChangeCase
from zhucun.dispatch.changes.rules import DECIDING, FLOW, OPINIONS, CaseKind, Effect, Ground, Part, Said, State
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import noting
from zhucun.dispatch.roster.evidence import evidence_of
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import SEE_ENDS, NoteKind
from zhucun.lib.evidence import Evidence
from zhucun.org.people.models import Cadre
from zhucun.policy import in_force as policy
from zhucun.policy.holidays import reading as holidays

PROPOSED = "由这一方提出"


@act("change.propose", "提出人员变动", needs=rules.PROPOSE, remote=True, undo="change.withdraw")
def open_case(
    posting: Posting,
    *,
    kind: CaseKind,
    ground: Ground,
    reason: str = "",
    last_day: date | None = None,
    evidence: Sequence[str] = (),
    planned: Cadre | None = None,
    by: Actor,
) -> ChangeCase:
    """About a posting that is running, one case at a time; a recall is proposed by township or county (R-TLK-05).

    `evidence` names records of the posting by their reference, and only such as the proposer may read. `planned` is who
    would take the seat by a plan that was worked out for several at once.
    """
    if kind == CaseKind.REINFORCEMENT or kind not in CaseKind.values:
        raise Refused("选一种变动。", field="kind")
    rules.must_fit(kind, ground, reason)
    _must_be_open_to_change(posting, by)
    proposed_from = _side(by, posting.place_code, posting.sending_unit_id)
    if kind == CaseKind.RECALL and not (by.may(SEE_ENDS) and proposed_from != Part.UNIT):
        raise Refused("召回由乡镇党委或者县驻村办提出。", field="kind", rule="R-TLK-05")
    if kind == CaseKind.RECALL and not evidence:
        raise Refused("召回要有佐证：从记录里选至少一条。", field="evidence", rule="R-TLK-05")
    case = ChangeCase(
        kind=kind,
        ground=ground,
        reason=reason.strip(),
        posting=posting,
        team=posting.team,
        sending_unit=posting.sending_unit,
        sending_level=posting.sending_level,
        place_code=posting.place_code,
        last_day=last_day,
        planned=planned,
    )
    return _opened(case, proposed_from, _picked(posting, evidence, by), by)


def _picked(posting: Posting, references: Sequence[str], by: Actor) -> list[Evidence]:
    offered = {one.reference: one for one in evidence_of(posting, by)} if references else {}
    if set(references) - set(offered):
        raise Refused("佐证要从这个人的记录里选。", field="evidence", rule="R-TLK-05")
    return [offered[one] for one in dict.fromkeys(references)]


@act("change.reinforce", "提出增派", needs=rules.PROPOSE, remote=True, undo="change.withdraw")
def reinforce(team: Team, *, ground: Ground, reason: str = "", by: Actor) -> ChangeCase:
    """One more, who follows nobody (R-SEL-11). The county sends, so that the chain is its own."""
    rules.must_fit(CaseKind.REINFORCEMENT, ground, reason)
    if team.until is not None:
        raise Refused("这支队已经撤销了。")
    case = ChangeCase(
        kind=CaseKind.REINFORCEMENT,
        ground=ground,
        reason=reason.strip(),
        team=team,
        sending_level="county",
        place_code=team.place_code,
    )
    return _opened(case, _side(by, team.place_code, None), (), by)


def _must_be_open_to_change(posting: Posting, by: Actor) -> None:
    if posting.cadre.person_id in by.persons:
        raise Refused("不能提自己的变动，请单位或者乡镇来提。", rule="R-SEC-14")
    if posting.until is not None:
        raise Refused("这一段派驻已经结束了。")
    if ChangeCase.objects.filter(posting=posting, state__in=rules.RUNNING).exists():
        raise Refused("这个人已经有一件变动在办，先把那一件办完或者撤回。")


def _side(by: Actor, place_code: str, unit: int | None) -> Part:
    """For whom somebody speaks: the county's office, the township, or the unit that sent the member."""
    reach = by.scope(rules.PROPOSE)
    if by.may(rules.DECIDE) and by.scope(rules.DECIDE).covers_place(place_code):
        return Part.OFFICE
    if reach.covers_place(place_code):
        return Part.TOWNSHIP
    if unit is not None and unit in reach.sender:
        return Part.UNIT
    raise NotPermitted(rules.PROPOSE.label)


def _opened(case: ChangeCase, side: Part, evidence: Iterable[Evidence], by: Actor) -> ChangeCase:
    profile = policy.on(by.today, case.county_code)
    case.proposed_from, case.proposed_on, case.proposed_by = side, by.today, by.name
    case.proposer_person, case.proposer_account = by.person_id, by.account_id
    case.opinion_due_on = holidays.known_to(by, case.county_code).after(by.today, profile.changes.opinion_days)
    asked = [part for part in OPINIONS if part != Part.UNIT or case.sending_unit is not None]
    parts = [*asked, *rules.chain(case.sending_level, case.kind, profile.changes)]
    steps = [CaseStep(case=case, rank=rank, part=part) for rank, part in enumerate(parts)]
    for step in steps:
        if step.part == side and step.is_opinion:
            _say(step, True, PROPOSED, by)
    case.state = rules.state_after(_said(steps))
    case.save()
    CaseStep.objects.bulk_create(steps)
    CaseEvidence.objects.bulk_create(
        CaseEvidence(case=case, kind=one.kind, key=one.key, sentence=one.sentence[:400], url=one.url)
        for one in evidence
    )
    return case


def _said(steps: Iterable[CaseStep]) -> list[Said]:
    return [Said(step.part, step.agrees) for step in steps]


def _say(step: CaseStep, agrees: bool, opinion: str, by: Actor, document: str = "") -> None:
    step.agrees, step.opinion, step.document = agrees, opinion.strip(), document.strip()
    step.said_by, step.said_on, step.said_person = by.name, by.today, by.person_id


@act("change.withdraw", "撤回人员变动", needs=rules.PROPOSE, remote=True)
def withdraw(case: ChangeCase, *, reason: str = "当场撤回", by: Actor) -> ChangeCase:
    """By whoever speaks for the side that proposed it, until it is decided."""
    if _side(by, case.place_code, case.sending_unit_id) != case.proposed_from:
        raise Refused("只有提出的一方能撤回。")
    FLOW.step(case, "withdraw")
    case.closed_note = reason
    case.save()
    return case


@act("change.say", "说意见", needs=rules.GIVE_OPINION, remote=True)
def say_opinion(case: ChangeCase, *, agrees: bool, opinion: str = "", by: Actor) -> ChangeCase:
    """Of the township or the sending unit; it binds nobody, and without it the office waits until the day set."""
    _must_not_be_about(case, by)
    if not agrees and not opinion.strip():
        raise Refused("不同意的，写一句为什么。", field="opinion")
    steps = list(case.steps.all())
    step = opinion_step_of(case, steps, by)
    if step is None:
        raise Refused("你这一方的意见已经说过了，或者不用说。")
    _say(step, agrees, opinion, by)
    step.save()
    FLOW.step(case, "opinion", to=rules.state_after(_said(steps)))
    case.save()
    return case


def opinion_step_of(case: ChangeCase, steps: Iterable[CaseStep], by: Actor) -> CaseStep | None:
    """The open step in which this actor may speak."""
    reach = by.scope(rules.GIVE_OPINION)
    mine = {
        Part.TOWNSHIP: reach.covers_place(case.place_code),
        Part.UNIT: case.sending_unit_id in reach.sender,
    }
    return next((s for s in steps if s.is_opinion and s.agrees is None and mine[Part(s.part)]), None)


@dataclass(frozen=True)
class Verdict:
    """What a decider says."""

    agrees: bool
    opinion: str = ""
    document: str = ""
    also: str = ""


@act("change.decide", "定处理", needs=rules.DECIDE, remote=True)
def decide(
    case: ChangeCase,
    *,
    agrees: bool,
    opinion: str = "",
    last_day: date | None = None,
    effects: Sequence[Effect] = (),
    not_waiting: str = "",
    by: Actor,
) -> ChangeCase:
    """驻村办: after the opinions, or after their day, or saying why it did not wait; of a recall it is told again why,
    and what it brings with it."""
    missing = [Part(s.part).label for s in case.steps.all() if s.is_opinion and s.agrees is None]
    early = rules.must_wait_for_opinions(missing, case.opinion_due_on, by.today, not_waiting)
    if case.is_recall and agrees:
        if not opinion.strip():
            raise Refused("再写一遍为什么召回。", field="opinion", rule="R-TLK-05")
        rules.must_follow_signature(last_day, None, by.today)
    _decided(case, "decide", Part.OFFICE, Verdict(agrees, opinion, also=early), by)
    if agrees:
        case.effects = [effect for effect in Effect.values if effect in effects] if case.is_recall else []
        case.last_day = last_day or case.last_day
    case.save()
    return case


@act("change.approve", "审批人员变动", needs=rules.APPROVE, remote=True)
def approve(case: ChangeCase, *, agrees: bool, opinion: str = "", document: str = "", by: Actor) -> ChangeCase:
    """组织部 itself; and what the level above has answered, which it enters with the answer's number (R-SEL-15)."""
    part = Part.ABOVE if case.state == State.ABOVE else Part.ORGANISATION
    if part == Part.ABOVE and not document.strip():
        raise Refused("写上级批复的文号。", field="document", rule="R-SEL-15")
    _decided(case, "approve", part, Verdict(agrees, opinion, document), by)
    case.save()
    return case


@act("change.sign", "签批人员变动", needs=rules.SIGN, remote=True)
def sign(case: ChangeCase, *, agrees: bool, opinion: str = "", by: Actor) -> ChangeCase:
    """县领导 (R-TLK-05)."""
    _decided(case, "sign", Part.LEADER, Verdict(agrees, opinion), by)
    case.save()
    return case


def _decided(case: ChangeCase, verb: str, part: Part, verdict: Verdict, by: Actor) -> None:
    _must_be_another(case, by)
    if not verdict.agrees and not verdict.opinion.strip():
        raise Refused("不同意的，写一句为什么。", field="opinion")
    steps = list(case.steps.all())
    step = next((s for s in steps if s.part == part and s.agrees is None), None)
    if step is None:
        raise Refused("这一步已经定过了。")
    if part != Part.ABOVE and any(s.said_person in by.persons for s in steps if s.part in DECIDING):
        raise Refused("前面一步是你定的，这一步要由别人定。", rule="R-SEC-14")
    said = " ".join(filter(None, (verdict.opinion.strip(), verdict.also)))
    _say(step, verdict.agrees, said, by, verdict.document)
    step.save()
    FLOW.step(case, verb, to=rules.state_after(_said(steps)))


def _must_not_be_about(case: ChangeCase, by: Actor) -> None:
    if case.posting is not None and case.posting.cadre.person_id in by.persons:
        raise Refused("这一件说的是你自己，要由别人办。", rule="R-SEC-14")


def is_proposed_by(case: ChangeCase, by: Actor) -> bool:
    return case.proposer_person in by.persons if case.proposer_person else case.proposer_account == by.account_id


def _must_be_another(case: ChangeCase, by: Actor) -> None:
    """Nobody decides what is about themself or what they proposed (R-SEC-14)."""
    _must_not_be_about(case, by)
    if is_proposed_by(case, by):
        raise Refused("这一件是你提的，要由别人定。", rule="R-SEC-14")


@act("change.carry_out", "发文办理", needs=rules.CARRY_OUT, remote=True)
def carry_out(case: ChangeCase, *, document: str, last_day: date, by: Actor) -> ChangeCase:
    """With the document's number the posting ends, the seat is open at once and its day is set (R-SEL-11, R-SEL-20).

    Of 增派 `last_day` is the day from which one more is due; 核定人数 is raised where the team is full.
    """
    if not document.strip():
        raise Refused("写文号。", field="document", rule="R-SEL-20")
    FLOW.step(case, "carry_out")
    if case.is_recall:
        rules.must_follow_signature(last_day, signed_on(case), by.today)
    profile = policy.on(by.today, case.county_code)
    case.document, case.last_day, case.carried_out_on = document.strip(), last_day, by.today
    case.headcount_before = case.team.postings.filter(until__isnull=True).count()
    days = profile.recall.replacement_days if case.is_recall else profile.selection.vacancy_days
    case.vacancy_due_on = last_day + timedelta(days=days + (case.posting_id is not None))
    case.save()
    if case.posting is None:
        _make_room(case, by)
    else:
        _end(case, by)
    return case


def signed_on(case: ChangeCase) -> date | None:
    """The day on which the county leader agreed."""
    return next((s.said_on for s in case.steps.all() if s.part == Part.LEADER and s.agrees), None)


def _end(case: ChangeCase, by: Actor) -> None:
    told: dict[str, Any] = {"last_day": case.last_day, "kind": case.kind, "basis": case.document}
    ended = roster.end(case.posting, reason=rules.why(case.ground, case.reason), by=by, **told)
    case.posting = ended
    limits = policy.on(by.today, case.county_code).recall
    for effect in case.effects:
        noting.write_down(
            ended,
            on=ended.last_day,
            kind=NoteKind.RECALL,
            sentence=Effect(effect).label,
            document=case.document,
            source=(case._meta.label_lower, case.pk),
            effect_until=rules.effect_until(effect, ended.last_day, limits),
            is_restricted=True,
        )


def _make_room(case: ChangeCase, by: Actor) -> None:
    """A full team is given one more seat; one that is short is filled up by the addition."""
    size = case.team.approved_sizes.filter(until__isnull=True).first()
    if size is not None and case.headcount_before is not None and case.headcount_before >= size.size:
        roster.approve_size(case.team, size=case.headcount_before + 1, since=case.last_day, basis=case.document, by=by)
