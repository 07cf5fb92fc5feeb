"""What the ledgers below say of subjects: stationed days, promises kept; and the facts that set ceilings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, ServiceNote
from zhucun.dispatch.roster.rules import ChangeKind, NoteKind
from zhucun.lib.evidence import Evidence
from zhucun.lib.halves import shown_halfdays
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import LOCKED, State, month_key
from zhucun.oversight.promises.models import TaskPromise
from zhucun.oversight.promises.rules import ListState
from zhucun.oversight.promises.rules import State as PromiseState
from zhucun.oversight.schemes.registry import Asked, Fact, Found, Member, ceiling_fact, indicator_source
from zhucun.oversight.schemes.rules import ObjectKind
from zhucun.policy.attendance import ABSENCE

FULL = 10_000  # hundredths of a point
HALVES_OF_A_DAY = 2
MONTHS_OF_A_QUARTER = 3
NONE_LOCKED = "这段时间没有锁定的月表，这一项不计。"
SHOWN = 12  # records named of a team or unit; the rest is counted


class Month(NamedTuple):
    """A line of the month sheet, in half-days; frozen once it is locked."""

    line: int
    month: str
    counted: int
    required: int
    absent: int
    state: str


Months = Mapping[int, Sequence[Month]]  # by posting


def months_of(asked: Asked) -> Months:
    """The locked months of the period: those that count."""
    return _months(asked)[0]


def _months(asked: Asked) -> tuple[Months, Months]:
    """(Locked, not locked yet). One query, shared by what reads days."""
    if "months" not in asked.memo:
        first, last = month_key(asked.span.since), month_key(asked.span.last_day)
        rows = MonthLine.objects.filter(within_prefixes("place_code", [asked.county_code]))
        rows = rows.filter(month__gte=first, month__lte=last).order_by("month")
        locked: dict[int, list[Month]] = defaultdict(list)
        still_open: dict[int, list[Month]] = defaultdict(list)
        for posting, line, month, counted, required, totals, state in rows.values_list(
            "posting", "pk", "month", "counted_halfdays", "required_halfdays", "totals", "state"
        ):
            found = locked if state in LOCKED else still_open
            found[posting].append(Month(line, month, counted, required, totals.get(ABSENCE, 0), state))
        asked.memo["months"] = locked, still_open
    return asked.memo["months"]


@indicator_source("stationed_days", "驻村天数（锁定的月表）")
def stationed_days(asked: Asked) -> Mapping[int, Found]:
    """What counted of what the county asked, whole at most; of a team or unit the mean of its people (R-ASS-02)."""
    locked, still_open = _months(asked)
    if asked.kind == ObjectKind.PERSON:
        return {
            one.posting: _of_person(one, locked.get(one.posting, ()), still_open.get(one.posting, ()))
            for one in asked.members
        }
    return {key: _of_people(people, locked, still_open) for key, people in asked.members_of().items()}


def _share(months: Iterable[Month]) -> int | None:
    """Hundredths, cut off below; None where no month asks for a day."""
    counted = sum(min(one.counted, one.required) for one in months)
    required = sum(one.required for one in months)
    return counted * FULL // required if required else None


def _of_person(member: Member, locked: Sequence[Month], still_open: Sequence[Month]) -> Found:
    share = _share(locked)
    left_out = "".join(f"{_called(one)}的月表{State(one.state).label}，没有计入。" for one in still_open)
    waiting = tuple(_evidence_of(member, one, f"{_called(one)}月表没有锁定") for one in still_open)
    if share is None:
        return Found(None, f"{NONE_LOCKED}{left_out}", waiting)
    counted, required = sum(one.counted for one in locked), sum(one.required for one in locked)
    said = f"{_span_of(locked)}驻村 {shown_halfdays(counted)} 天，要求 {shown_halfdays(required)} 天。{left_out}"
    return Found(share, said, (*(_month_evidence(member, one) for one in locked), *waiting))


def _called(one: Month) -> str:
    return f"{int(one.month[5:])}月"


def _span_of(months: Sequence[Month]) -> str:
    """Which months are in: by name, as far as a quarter goes."""
    return "、".join(map(_called, months)) if len(months) <= MONTHS_OF_A_QUARTER else f"{len(months)} 个月"


def _month_evidence(member: Member, one: Month) -> Evidence:
    return _evidence_of(member, one, f"{_called(one)}驻村 {shown_halfdays(one.counted)} 天")


def _evidence_of(member: Member, one: Month, said: str) -> Evidence:
    return Evidence("month_line", one.line, said, f"{_days_of()}{member.cadre}/?month={one.month}")


@cache
def _days_of() -> str:
    """Where everybody's days are: the address of one person's, without the person. A hundred counties ask for many."""
    return reverse("oversight:days.person", args=[0]).removesuffix("0/")


def _absence_evidence(member: Member, one: Month) -> Evidence:
    return _evidence_of(member, one, f"{_called(one)}无故不在村 {shown_halfdays(one.absent)} 天")


def _of_people(people: Sequence[Member], locked: Months, still_open: Months) -> Found:
    shares = [share for one in people if (share := _share(locked.get(one.posting, ()))) is not None]
    left_out = _left_out_of(people, still_open)
    if not shares:
        return Found(None, f"{NONE_LOCKED}{left_out}")
    short = sum(share < FULL for share in shares)
    said = f"{len(shares)} 人取平均，" + (f"{short} 人天数不够。" if short else "天数都够。")
    return Found(sum(shares) // len(shares), f"{said}{left_out}")


def _left_out_of(people: Sequence[Member], still_open: Months) -> str:
    counted = Counter(_called(month) for one in people for month in still_open.get(one.posting, ()))
    return "".join(f"{month}有 {count} 人的月表没有锁定，没有计入。" for month, count in counted.items())


@ceiling_fact("unexcused_absence", "无故不在村", unit="天")
def unexcused_absence(asked: Asked) -> Mapping[int, Fact]:
    """Days in locked months, a half-day that is left over counting as one (R-ATT-11)."""
    found = {}
    for key, people in asked.members_of().items():
        bad = [(one, month) for one in people for month in months_of(asked).get(one.posting, ()) if month.absent]
        if bad:
            absent = sum(month.absent for _, month in bad)
            days = -(-absent // HALVES_OF_A_DAY)
            evidence = tuple(_absence_evidence(one, month) for one, month in bad[:SHOWN])
            found[key] = Fact(days, f"无故不在村 {shown_halfdays(absent)} 天", evidence)
    return found


@ceiling_fact("recall", "被召回", unit="次")
def recalled(asked: Asked) -> Mapping[int, Fact]:
    span, people = asked.span, asked.members_of()
    rows = Posting.objects.filter(within_prefixes("place_code", [asked.county_code]), end_kind=ChangeKind.RECALL)
    ended = dict(rows.filter(until__gt=span.since, until__lte=span.until).values_list("pk", "end_basis"))
    found = {}
    for key, members in people.items():
        gone = [one for one in members if one.posting in ended]
        if gone:
            evidence = tuple(_posting_evidence(one, ended[one.posting]) for one in gone)
            found[key] = Fact(len(gone), f"召回 {len(gone)} 人次", evidence)
    return found


def _posting_evidence(member: Member, basis: str) -> Evidence:
    return Evidence("posting", member.posting, f"召回，{basis}", reverse("dispatch:members.one", args=[member.cadre]))


@ceiling_fact("discipline", "处理影响期内", unit="次")
def disciplined(asked: Asked) -> Mapping[int, Fact]:
    """The number only: what it was stays with the few who may read it (R-TLK-09)."""
    notes = ServiceNote.objects.filter(kind=NoteKind.DISCIPLINE, on__lt=asked.span.until)
    notes = notes.filter(within_prefixes("posting__place_code", [asked.county_code]))
    notes = notes.filter(Q(effect_until__isnull=True) | Q(effect_until__gt=asked.span.since))
    by_posting: dict[int, int] = defaultdict(int)
    for posting in notes.values_list("posting", flat=True):
        by_posting[posting] += 1
    counted = {key: sum(by_posting[one.posting] for one in people) for key, people in asked.members_of().items()}
    return {key: Fact(count, f"有 {count} 次处理还在影响期") for key, count in counted.items() if count}


@indicator_source("promises_kept", "任务单按期验收", of=(ObjectKind.PERSON, ObjectKind.TEAM))
def promises_kept(asked: Asked) -> Mapping[int, Found]:
    """Of the team's promises that came due, those that were done in time and accepted by now (R-TASK-11)."""
    by_team: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    for team, key, text, is_kept in _due(asked).values_list("of_list__team", "of_list", "text", "is_kept"):
        by_team[team].append((key, text, bool(is_kept)))
    teams = {asked.key_of(one): one.team for one in asked.members}
    return {key: _of_promises(by_team[teams[key]]) for key in asked.keys if key in teams}


def _due(asked: Asked) -> QuerySet[TaskPromise]:
    rows = TaskPromise.objects.standing().filter(within_prefixes("of_list__place_code", [asked.county_code]))
    rows = rows.filter(due_on__gte=asked.span.since, due_on__lt=asked.span.until, of_list__state=ListState.AGREED)
    kept = Q(state=PromiseState.ACCEPTED, done_on__lte=F("due_on"), closed_on__lte=asked.day)
    return rows.annotate(is_kept=Q(kept)).order_by("due_on", "pk")


def _of_promises(due: list[tuple[int, str, bool]]) -> Found:
    if not due:
        return Found(None, "这段时间没有到期的任务，这一项不计。")
    kept = sum(is_kept for _, _, is_kept in due)
    evidence = tuple(
        Evidence("task_list", key, f"“{text}”没有按期", reverse("oversight:promises.one", args=[key]))
        for key, text, is_kept in due
        if not is_kept
    )
    return Found(kept * FULL // len(due), f"到期 {len(due)} 件，按期办成、验收 {kept} 件。", evidence)
