"""Who takes the seat: put forward with reasons, confirmed by their unit, posted; and the end of a case (R-SEL-11)."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import IN_ONE_QUERY, act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.changes import rules
from zhucun.dispatch.changes.models import ChangeCase, SuccessorChoice
from zhucun.dispatch.changes.rules import FLOW, State
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import StartKind, TeamRole
from zhucun.org.people import facts
from zhucun.org.people.models import Cadre
from zhucun.policy import in_force as policy

MOST_OFFERED = 3


@act("change.offer", "提接替人选", needs=rules.CARRY_OUT, remote=True)
def offer(
    case: ChangeCase, *, cadre: Cadre, reasons: Sequence[str] = (), costs: Sequence[str] = (), by: Actor
) -> SuccessorChoice:
    """One at a time, three at most that are open: the unit chooses among few, with the reasons as they were shown."""
    return _put_forward(case, cadre, reasons, costs, by)


def _put_forward(
    case: ChangeCase, cadre: Cadre, reasons: Sequence[str], costs: Sequence[str], by: Actor
) -> SuccessorChoice:
    if case.state != State.VACANT:
        raise Refused("发文以后、补上人以前，才提接替人选。")
    _must_be_free(cadre, case)
    choices = list(case.choices.all())
    if any(choice.cadre_id == cadre.pk for choice in choices):
        raise Refused(f"{cadre.person.name}已经提过了。")
    if any(choice.confirmed_on for choice in choices):
        raise Refused("人选已经确认了，不用再提。")
    if sum(choice.declined_on is None for choice in choices) >= MOST_OFFERED:
        raise Refused(f"最多同时提 {MOST_OFFERED} 个人，等单位答复。")
    return SuccessorChoice.objects.create(
        case=case,
        cadre=cadre,
        unit=cadre.unit,
        rank=len(choices),
        reasons=list(reasons),
        costs=list(costs),
        offered_on=by.today,
    )


def _must_be_free(cadre: Cadre, case: ChangeCase) -> None:
    if cadre.county_code != case.county_code:
        raise Refused("不在这个县的册上。", field="cadre")
    if cadre.unit_id is None:
        raise Refused(f"{cadre.person.name}没有登记单位，先登记单位再提。")
    if cadre.postings.filter(until__isnull=True).exists():
        raise Refused(f"{cadre.person.name}现在在岗，先办他从那边调出来。")
    if case.posting is not None and case.posting.cadre_id == cadre.pk:
        raise Refused("不能由离任的人自己接替。")


@act("change.confirm", "确认接替人选", needs=rules.CONFIRM, remote=True)
def confirm(choice: SuccessorChoice, *, on: date | None = None, letter: str = "", by: Actor) -> SuccessorChoice:
    """By the person's own unit; the office enters a unit's answer that came on paper, with its number. `on` is the day
    on which the unit found them fit, today unless told (R-SEL-08)."""
    is_of_unit = choice.unit_id in by.scope(rules.CONFIRM).sender
    if not is_of_unit and not letter.strip():
        raise Refused("单位没有在系统里确认的，写单位复函的文号或日期。", field="letter")
    _must_be_open(choice)
    facts.confirm_fitness(choice.cadre, on=on or by.today, by=by)
    choice.confirmed_on, choice.confirmed_by, choice.letter = by.today, by.name, letter.strip()
    choice.save()
    return choice


@act("change.name", "推荐接替的人", needs=rules.CONFIRM, remote=True)
def name(
    case: ChangeCase, *, cadre: Cadre, reasons: Sequence[str] = (), costs: Sequence[str] = (), by: Actor
) -> SuccessorChoice:
    """By the unit that owes the seat, of its own people: its word is the confirmation (R-TLK-05)."""
    if cadre.unit_id not in by.scope(rules.CONFIRM).sender:
        raise Refused("只能推荐本单位的人。", field="cadre")
    made = _put_forward(case, cadre, reasons, costs, by)
    facts.confirm_fitness(cadre, on=by.today, by=by)
    made.confirmed_on, made.confirmed_by = by.today, by.name
    made.save()
    return made


@act("change.decline", "不同意接替人选", needs=rules.CONFIRM, remote=True)
def decline(choice: SuccessorChoice, *, reason: str, by: Actor) -> SuccessorChoice:
    if not reason.strip():
        raise Refused("写一句为什么，好另提人。", field="reason")
    _must_be_open(choice)
    choice.declined_on, choice.declined_because = by.today, reason.strip()
    choice.save()
    return choice


def _must_be_open(choice: SuccessorChoice) -> None:
    if choice.case.state != State.VACANT:
        raise Refused("这个空缺已经补上了。")
    if choice.confirmed_on or choice.declined_on:
        raise Refused("已经答复过了。")
    if choice.case.choices.filter(confirmed_on__isnull=False).exists():
        raise Refused("已经确认了另一个人。")


@act("change.post", "派出接替的人", needs=rules.CARRY_OUT, remote=True)
def post(
    choice: SuccessorChoice,
    *,
    since: date,
    basis: str,
    roles: Sequence[TeamRole] = (TeamRole.MEMBER,),
    by: Actor,
) -> Posting:
    """The confirmed one is posted and names whom they follow, so that they are no addition (R-SEL-11)."""
    if choice.confirmed_on is None:
        raise Refused("先要单位确认。")
    case = choice.case
    follows = case.posting
    if case.is_recall and basis.strip() == case.document:
        raise Refused("召回的文号不写在接替的人名下，用派出的文号。", field="basis", rule="R-TLK-09")
    kind = StartKind.REINFORCEMENT if follows is None else StartKind.SUCCESSION
    told = {"cadre": choice.cadre, "since": since, "basis": basis, "roles": roles}
    made = roster.start(case.team, kind=kind, succeeds=follows, sending_unit=choice.unit, by=by, **told)
    if follows is None:
        close(case, by=by)
    return made


@act("change.close", "办结人员变动", needs=rules.CARRY_OUT, remote=True)
def close(case: ChangeCase, *, override: str = "", by: Actor) -> ChangeCase:
    """Only when the team is no smaller than before, or than was approved; otherwise with a reason, by whoever decides
    (R-SEL-11)."""
    FLOW.step(case, "close")
    if not _is_filled(case, by):
        if not override.strip():
            raise Refused("队里的人比原来少，空缺不能这样销掉。确要办结，写明理由。", field="override", rule="R-SEL-11")
        by.must(rules.DECIDE)
    case.closed_on, case.closed_note = by.today, override.strip()
    case.save()
    return case


def _is_filled(case: ChangeCase, by: Actor) -> bool:
    if case.posting is not None and Posting.objects.filter(succeeds=case.posting).exists():
        return True
    there = case.team.postings.filter(until__isnull=True).count()
    size = case.team.approved_sizes.filter(until__isnull=True).values_list("size", flat=True).first()
    usual = policy.on(by.today, case.county_code).selection.approved_size
    return rules.may_close(there, before(case), size or usual)


def before(case: ChangeCase) -> int:
    """How many the team must have again: as many as before, of 增派 one more."""
    return (case.headcount_before or 0) + (case.posting_id is None)


@act("change.drop", "人员变动不再办", needs=rules.CARRY_OUT)
def drop(case: ChangeCase, *, reason: str, by: Actor) -> ChangeCase:
    """Its posting was ended, or its end was taken back, through another door."""
    FLOW.step(case, "drop")
    case.closed_note = reason
    case.save()
    return case


def cases_of(postings: Sequence[Posting], states: Sequence[str]) -> list[ChangeCase]:
    """In portions: a whole round's postings may come at once."""
    keys = [posting.pk for posting in postings]
    found: list[ChangeCase] = []
    for begin in range(0, len(keys), IN_ONE_QUERY):
        portion = keys[begin : begin + IN_ONE_QUERY]
        found += ChangeCase.objects.filter(posting__in=portion, state__in=states).select_related("posting")
    return found
