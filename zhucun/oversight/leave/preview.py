"""How long a leave would be, who would decide on it and why, what speaks against it: shown before it is sent (J2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.oversight.leave import rules
from zhucun.oversight.leave.ground import Ground, Mate, Span, Word, ground_of
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.offices import seat_of
from zhucun.policy.leave import INFORMED, LeaveKind, Tier


@dataclass(frozen=True)
class Asked:
    """What somebody would ask for."""

    posting: Posting
    kind: str
    since_half: int
    until_half: int
    covered_by: int | None = None  # a posting of the same team
    extends: LeaveRequest | None = None
    phoned_on: date | None = None
    is_own: bool = True

    @property
    def first(self) -> date:
        return halves.day_of(self.since_half)

    @property
    def last(self) -> date:
        return halves.day_of(self.until_half - 1)


@dataclass(frozen=True)
class StepSeen:
    """One line of the path: 云台镇党委书记 审核 / 县驻村办 审批, and why it goes there."""

    rank: int
    role: str
    who: str
    verb: str
    why: str
    instead_of: str = ""


@dataclass(frozen=True)
class YearSoFar:
    """What was taken in the year before this, and of the kind asked for how much is left; None is no limit."""

    times: int
    halfdays: int
    left_halfdays: int | None
    kind_label: str
    is_unknown: bool = False

    @property
    def sentence(self) -> str:
        said = f"今年已请 {self.times} 次 {halves.length_in_words(self.halfdays)}" if self.times else "今年还没有请过假"
        if self.left_halfdays is not None:
            said += f"，{self.kind_label}还剩 {halves.length_in_words(self.left_halfdays)}"
        if self.is_unknown:
            said += f"；没有登记参加工作时间，{self.kind_label}有几天算不出"
        return said


@dataclass(frozen=True)
class WayOut:
    """One press that clears one's own word out of the way: taken back, or kept up to where the leave begins."""

    statement: int
    label: str
    until_half: int | None = None


@dataclass(frozen=True)
class Objection:
    """What speaks against it; one that the county may overrule says so."""

    sentence: str
    field: str
    rule: str
    may_be_overruled: bool = False
    way_out: "WayOut | None" = None

    def refuse(self) -> Refused:
        return Refused(self.sentence, field=self.field, rule=self.rule)


@dataclass(frozen=True)
class Preview:
    length_halfdays: int
    span: str
    steps: list[StepSeen]
    informed: list[str]
    informed_roles: list[str]
    year: YearSoFar
    kind_label: str = ""
    return_due_on: date | None = None
    written_late_days: int = 0
    objections: list[Objection] = field(default_factory=list)

    @property
    def length(self) -> str:
        return halves.length_in_words(self.length_halfdays)

    @property
    def late_words(self) -> str:
        days = self.written_late_days
        return f"这是补单，比规定的晚了 {days} 天。照样能送，在“先打过电话的”里写一句为什么晚。"

    @property
    def ways_out(self) -> list[WayOut]:
        return [one.way_out for one in self.objections if one.way_out]

    @property
    def refusals(self) -> list[str]:
        return [one.sentence for one in self.objections]

    @property
    def needs_override(self) -> bool:
        return any(one.may_be_overruled for one in self.objections)

    @property
    def ranks(self) -> int:
        return len({step.rank for step in self.steps})

    @property
    def sentence(self) -> str:
        """共 6 天，要两级批."""
        return f"共 {self.length}，要{'〇一两三四五六七八九'[min(self.ranks, 9)]}级批"


def of(
    posting: Posting, kind: str, since_half: int, until_half: int, *, day: date, covered_by: int | None = None
) -> Preview:
    """Of one request, as of the day it would be sent. Raises Refused where there is no span or no such kind."""
    asked = Asked(posting, kind, since_half, until_half, covered_by)
    return preview(asked, ground_for([asked], day))


def ground_for(asked: list[Asked], day: date) -> Ground:
    for one in asked:
        rules.must_be_a_span(one.since_half, one.until_half)
    first = min(one.extends.first_day if one.extends else one.first for one in asked)
    return ground_of([one.posting for one in asked], day, first=first, last=max(one.last for one in asked))


def preview(asked: Asked, ground: Ground) -> Preview:
    """Pure but for what the ground has read."""
    policy, calendar = ground.policy_of(asked.posting), ground.calendar_of(asked.posting)
    kind = rules.kind_named(policy, asked.kind)
    length = rules.length(kind, asked.since_half, asked.until_half, calendar)
    whole = length + (asked.extends.length_halfdays if asked.extends else 0)
    is_leader = asked.posting.pk in ground.offices.leaders
    fits = rules.tier_at(policy.tiers, whole, 0)
    at = rules.tier_at(policy.tiers, whole, policy.leader_tiers_up if is_leader else 0)
    year = _year(asked, kind, length, ground)
    return Preview(
        length_halfdays=length,
        span=halves.in_words(asked.since_half, asked.until_half),
        steps=_steps(asked.posting, policy.tiers, fits, at, ground),
        informed=[ground.offices.told(role, asked.posting) for role in _informed(policy.tiers[at], asked.posting)],
        informed_roles=list(_informed(policy.tiers[at], asked.posting)),
        year=year,
        kind_label=kind.label,
        return_due_on=rules.return_due(asked.until_half, calendar),
        written_late_days=rules.written_late(asked.phoned_on, ground.day, policy),
        objections=list(_objections(asked, kind, length, ground, year)),
    )


def _informed(tier: Tier, posting: Posting) -> tuple[str, ...]:
    """The other side is told even where it does not decide (R-LEA-03)."""
    return tuple(role for role in tier.told if role in INFORMED)


def _steps(posting: Posting, tiers: tuple[Tier, ...], fits: int, at: int, ground: Ground) -> list[StepSeen]:
    """`fits` is the tier of so long a leave, `at` the one that decides: higher for a leader."""
    steps = rules.steps_of(tiers[at], lambda role: ground.offices.is_held(role, posting))
    last = max(step.rank for step in steps)
    return [
        StepSeen(
            rank=step.rank,
            role=step.role,
            who=ground.offices.who(step.role, posting),
            verb="审批" if step.rank == last else "审核",
            why=_why_vacant(step, posting, ground) or _why(step.role, tiers, fits, at),
            instead_of=step.instead_of,
        )
        for step in steps
    ]


def _why(role: str, tiers: tuple[Tier, ...], fits: int, at: int) -> str:
    in_natural_tier = any(role in together for together in tiers[fits].steps)
    return rules.why_here(tiers, fits, role) if in_natural_tier or at == fits else "队长请假，高一档办"


def _why_vacant(step: rules.Step, posting: Posting, ground: Ground) -> str:
    if not step.instead_of:
        return ""
    who = INFORMED[step.instead_of]
    is_self = posting.cadre.person_id in ground.offices.holders[seat_of(step.instead_of, posting)]
    return f"{who}是请假的本人，由上一级批" if is_self else f"{who}没有人在任，由上一级批"


def _year(asked: Asked, kind: LeaveKind, length: int, ground: Ground) -> YearSoFar:
    """The year in which it begins."""
    cadre, year = asked.posting.cadre, asked.first.year
    taken = ground.taken(cadre.pk, year)
    before = ground.opening.get((cadre.pk, year), 0)
    limit = rules.limit_of(kind, cadre.work_started_on, asked.first)
    of_kind = sum(span.length_halfdays for span in ground.taken(cadre.pk, year, kind.key))
    return YearSoFar(
        times=len(taken) + bool(before),
        halfdays=sum(span.length_halfdays for span in taken) + before,
        left_halfdays=None if limit is None else max(0, limit - of_kind),
        kind_label=kind.label,
        is_unknown=kind.by_service and cadre.work_started_on is None,
    )


def _objections(asked: Asked, kind: LeaveKind, length: int, ground: Ground, year: YearSoFar) -> Iterator[Objection]:
    posting = asked.posting
    for judge in (_not_posted, _overlaps, _not_ahead, _unsuited, _nothing_to_take, _cover):
        if objection := judge(asked, kind, length, ground):
            yield objection
    if year.left_halfdays is not None and length > year.left_halfdays:
        left = halves.length_in_words(year.left_halfdays)
        sentence = f"{kind.label}今年还剩 {left}，这次要 {halves.length_in_words(length)}。少请几天，或换一种假。"
        yield Objection(sentence, "kind", "R-LEA-05")
    yield from _own_words(asked, kind, ground)
    yield from _overrulable(asked, posting, ground)


def _own_words(asked: Asked, kind: LeaveKind, ground: Ground) -> Iterator[Objection]:
    """A half-day has one word of a side: what was said of it before has to go first (R-ATT-07)."""
    calendar = ground.calendar_of(asked.posting)
    for word in ground.said[asked.posting.cadre_id]:
        span = range(asked.since_half, asked.until_half)
        if any(half in span and calendar.is_working_day(halves.day_of(half)) for half in word.halves):
            whose = "你" if asked.is_own else "本人"
            sentence = f"{word.words}{whose}报过别的去向，和这张假重了。先把那一条撤回或缩短，或者换个日子。"
            yield Objection(sentence, "since_day", "R-ATT-07", way_out=_way_out(word, asked))


def _way_out(word: Word, asked: Asked) -> WayOut:
    if word.since_half >= asked.since_half:
        return WayOut(word.statement, f"撤回 {word.words}那一条")
    kept = halves.in_words(word.since_half, asked.since_half)
    return WayOut(word.statement, f"那一条只留 {kept}", asked.since_half)


def _not_posted(asked: Asked, kind: LeaveKind, length: int, ground: Ground) -> Objection | None:
    posting = asked.posting
    if posting.reported_on is None or posting.reported_on > asked.first:
        return Objection("还没有报到，报到以后才能请假。", "since_day", "R-SEL-22")
    if posting.is_there(asked.first) and posting.is_there(asked.last):
        return None
    until = f"，到 {posting.last_day:%Y-%m-%d} 为止" if posting.last_day else ""
    return Objection(f"这些天不全在派驻期内：{posting.since:%Y-%m-%d} 起{until}。", "since_day", "R-LEA-01")


def _overlaps(asked: Asked, kind: LeaveKind, length: int, ground: Ground) -> Objection | None:
    for span in ground.spans[asked.posting.cadre_id]:
        if halves.overlap((span.since_half, span.until_half), (asked.since_half, asked.until_half)):
            return Objection(f"和 {span.words} 重了，改一下日期。", "since_day", "R-ATT-07")
    return None


def _not_ahead(asked: Asked, kind: LeaveKind, length: int, ground: Ground) -> Objection | None:
    if asked.extends is not None:
        return None
    try:
        policy = ground.policy_of(asked.posting)
        rules.must_be_ahead(asked.first, ground.day, asked.phoned_on, asked.is_own, policy)
    except Refused as refusal:
        return Objection(refusal.sentence, refusal.field or "", refusal.rule or "")
    return None


def _unsuited(asked: Asked, kind: LeaveKind, length: int, ground: Ground) -> Objection | None:
    try:
        rules.must_suit(kind, asked.posting.cadre.person.sex)
    except Refused as refusal:
        return Objection(refusal.sentence, refusal.field or "", "R-LEA-05")
    return None


def _nothing_to_take(asked: Asked, kind: LeaveKind, length: int, ground: Ground) -> Objection | None:
    if length:
        return None
    return Objection(f"这几天都是休息日，{kind.label}按工作日算，不用请。", "since_day", "R-LEA-05")


def _cover(asked: Asked, kind: LeaveKind, length: int, ground: Ground) -> Objection | None:
    """Who covers is somebody of the team who is there; a team that has nobody else names nobody."""
    there = [mate for mate in ground.others(asked.posting) if mate.is_seated(asked.first)]
    if asked.covered_by is None:
        is_anybody = any(not _is_away_throughout(mate, asked, ground) for mate in there)
        return (
            None
            if not is_anybody or asked.extends is not None
            else Objection("选一个队友，这几天由谁顶着。", "covered_by", "R-LEA-08")
        )
    mate = next((one for one in there if one.posting == asked.covered_by), None)
    if mate is None:
        return Objection("顶着的人要是同一支队的队友。", "covered_by", "R-LEA-08")
    if _is_away_throughout(mate, asked, ground):
        return Objection(f"{mate.name}那几天也不在村，换一个人顶着。", "covered_by", "R-LEA-08")
    return None


def _is_away_throughout(mate: Mate, asked: Asked, ground: Ground) -> bool:
    return all(ground.is_away(mate.cadre, half) for half in range(asked.since_half, asked.until_half))


def _overrulable(asked: Asked, posting: Posting, ground: Ground) -> Iterator[Objection]:
    """Nobody left in the village, and periods without leave: the county may overrule with a reason (R-LEA-08)."""
    policy, calendar = ground.policy_of(posting), ground.calendar_of(posting)
    if policy.everyone_away == "refuse":
        empty = rules.first_day_without_anybody(
            asked.since_half, asked.until_half, lambda half: ground.is_anybody_there(posting, half), calendar
        )
        if empty is not None:
            sentence = f"{empty.month}月{empty.day}日队里就没有人在村了。换个日子；非走不可的，由县驻村办写明理由办。"
            yield Objection(sentence, "since_day", "R-LEA-08", may_be_overruled=True)
    for period in policy.no_leave_periods:
        if period.touches(asked.first, asked.last):
            sentence = f"{period.short}停假。换个日子；非走不可的，由县驻村办写明理由办。"
            yield Objection(sentence, "since_day", "R-LEA-08", may_be_overruled=True)


def as_span(request: LeaveRequest) -> Span:
    """Of one that the same batch has just asked for."""
    told = (request.kind, request.length_halfdays, False, f"{request.span}（等批）")
    return Span(request.cadre_id, request.since_half, request.until_half, None, *told)
