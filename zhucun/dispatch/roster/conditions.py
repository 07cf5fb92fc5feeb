"""Conditions that the rules name, ticked or not by the ledgers, and what stands in the way (screen Y2, R-USE-01).

Each topic says what its own ledger says, for anyone alike; nobody weighs it here and nothing of it is kept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile
from zhucun.dispatch.roster.models import Posting, ServiceNote
from zhucun.dispatch.roster.rules import term_ends
from zhucun.lib.evidence import Evidence
from zhucun.policy import in_force as policy

ONE_DAY = timedelta(days=1)


class Met(Enum):
    """The word, and the state of the stage that shows it."""

    YES = "达到", "done"
    NO = "没有达到", "overdue"
    NOT_YET = "还没到时候", "waits"

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def state(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Condition:
    """What is asked, by which rule, what the ledger says of it, and the records that say so."""

    says: str
    rule: str
    met: Met
    told: str
    evidence: Sequence[Evidence] = field(default_factory=tuple)
    order: int = 50


@dataclass(frozen=True)
class Blocker:
    """What stands in the way: since when, and the first day on which it no longer does where that is known."""

    says: str
    since: date
    until: date | None
    evidence: Sequence[Evidence] = field(default_factory=tuple)

    @property
    def ends(self) -> str:
        return f"到 {self.until - ONE_DAY:%Y-%m-%d} 为止" if self.until else "没有写明到哪天"


Source = Callable[[MemberFile], Iterable[Condition | Blocker]]
_sources: list[Source] = []


def conditions_come_from(source: Source) -> Source:
    """Register what a topic's ledger says of a person; only what this reader may read."""
    _sources.append(source)
    return source


def conditions_of(file: MemberFile) -> tuple[list[Condition], list[Blocker]]:
    found = [one for source in _sources for one in source(file)]
    conditions = sorted((one for one in found if isinstance(one, Condition)), key=lambda one: one.order)
    blockers = sorted((one for one in found if isinstance(one, Blocker)), key=lambda one: one.until or date.max)
    return conditions, blockers


@conditions_come_from
def term(file: MemberFile) -> Iterable[Condition]:
    """A whole term on post (R-SEL-05): the longest posting counts."""
    if not file.postings:
        return
    today, code = file.actor.today, file.cadre.county_code
    months = policy.known_to(file.actor, today, [code])[code].selection.term_months
    longest = max(file.postings, key=lambda one: (one.until or today) - one.since)
    full = term_ends(longest.since, months)
    if (longest.until or today) >= full:
        met, told = Met.YES, f"{longest.since:%Y-%m-%d} 起，满 {months} 个月"
    elif longest.until:
        met, told = Met.NO, f"{longest.since:%Y-%m-%d} 到 {longest.last_day:%Y-%m-%d}，没有满 {months} 个月"
    else:
        met, told = Met.NOT_YET, f"{longest.since:%Y-%m-%d} 起，{full - ONE_DAY:%Y-%m-%d} 满 {months} 个月"
    yield Condition("任满一个任期", "R-SEL-05", met, told, [_team(longest)], order=10)


def _team(posting: Posting) -> Evidence:
    url = reverse("dispatch:teams.one", args=[posting.team_id])
    return Evidence(posting._meta.label_lower, posting.pk, posting.team.name, url)


@conditions_come_from
def effects(file: MemberFile) -> Iterable[Blocker]:
    """Whatever was written down to the person with an end that has not come (R-TLK-06)."""
    today = file.actor.today
    for posting in file.postings:
        for note in posting.notes.all():
            if note.effect_until and note.on <= today < note.effect_until:
                said = f"{note.get_kind_display()}：{note.sentence}"
                yield Blocker(said, note.on, note.effect_until, [_note(note, file)])


def _note(note: ServiceNote, file: MemberFile) -> Evidence:
    url = f"{reverse('dispatch:members.one', args=[file.cadre.pk])}#notes"
    return Evidence(note._meta.label_lower, note.pk, note.document or f"{note.on:%Y-%m-%d} 的履职记录", url)
