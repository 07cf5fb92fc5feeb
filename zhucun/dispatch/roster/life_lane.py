"""派 in a person's lanes: where they were posted, in which role, until when; and what was noted of their service."""

from collections.abc import Iterable

from django.urls import reverse

from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.life import MemberFile, lanes_are_told_by
from zhucun.dispatch.roster.models import Posting, ServiceNote, Team
from zhucun.dispatch.roster.rules import ChangeKind, NoteKind, TeamRole, term_ends
from zhucun.lib.lanes import Lane, Look, Thing
from zhucun.policy import in_force as policy

TOLD_ABOVE = (NoteKind.GRADE,)  # by the topic whose result it is, with its record


@lanes_are_told_by
def postings(file: MemberFile) -> Iterable[Thing]:
    for posting in file.postings:
        yield from _of_posting(posting)
        if posting.until is None:
            yield from _term(posting, file)


def village_of(team: Team) -> str:
    """驻石坪村工作队 as there is room for it."""
    return team.name.removeprefix("驻").removesuffix("工作队") or team.name


def _of_posting(posting: Posting) -> Iterable[Thing]:
    place, url = village_of(posting.team), reverse("dispatch:teams.one", args=[posting.team_id])
    roles = "、".join(lineup.first_roles(posting)) or TeamRole.MEMBER.label
    arrived = f"{posting.get_start_kind_display()}到{posting.team.name}，任{roles}。"
    yield Thing(Lane.DISPATCH, posting.since, arrived, f"到{place}任{roles}", url, document=posting.start_basis)
    for spell in posting.spells:
        if spell.since > posting.seat_since:
            called = TeamRole(spell.role).label
            yield Thing(Lane.DISPATCH, spell.since, f"任{posting.team.name}{called}。", f"任{called}", url)
    if posting.until is not None and posting.last_day:
        yield Thing(Lane.DISPATCH, posting.since, "", "", url, Look.BAR, posting.until)
        yield Thing(Lane.DISPATCH, posting.last_day, _left(posting), f"离开{place}", url, document=posting.end_basis)


def _left(posting: Posting) -> str:
    kind = f"{ChangeKind(posting.end_kind).label}离任" if getattr(posting, "is_told", False) else "离任"
    return f"{kind}，离开{posting.team.name}。"


def _term(posting: Posting, file: MemberFile) -> Iterable[Thing]:
    """What is still to come of the term is dotted."""
    numbers = policy.known_to(file.actor, file.actor.today, [file.cadre.county_code])[file.cadre.county_code]
    ends = term_ends(posting.since, numbers.selection.term_months)
    url = reverse("dispatch:teams.one", args=[posting.team_id])
    yield Thing(Lane.DISPATCH, posting.since, "", "", url, Look.BAR, max(ends, file.actor.today))
    if ends > file.actor.today:
        yield Thing(Lane.DISPATCH, ends, "", f"任期到 {ends.year}年{ends.month}月", look=Look.WORDS)


@lanes_are_told_by
def notes(file: MemberFile) -> Iterable[Thing]:
    """What is for few eyes stands in the list of notes, never in the drawing that is shown around (R-TLK-09)."""
    for posting in file.postings:
        for note in posting.notes.all():
            if not note.is_restricted and not (note.kind in TOLD_ABOVE and note.source_kind):
                yield _of_note(note)


def _of_note(note: ServiceNote) -> Thing:
    lane = Lane.INCENTIVES if note.kind == NoteKind.PRAISE else Lane.OVERSIGHT
    kind = note.get_kind_display()
    short = note.sentence if lane is Lane.INCENTIVES else kind
    return Thing(lane, note.on, f"{kind}：{note.sentence}", short, document=note.document)
