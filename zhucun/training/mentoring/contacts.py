"""导师帮带 as a kind of 记一笔, offered to those in a pair: a contact is a record with the mentor chosen (J8)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Team
from zhucun.records.registry import Asked, Kind, Opening, Side, record_kind
from zhucun.training.mentoring.models import MentorContact, MentorPair
from zhucun.training.mentoring.rules import KIND


def _pairs(by: Actor, about: Any) -> QuerySet[MentorPair]:
    """Of a team, those in which one of it learns or teaches; of a township, all of its own."""
    rows = MentorPair.objects.standing().as_of(by.today)
    if isinstance(about, Team):
        return rows.filter(Q(mentee__team=about) | Q(mentor_posting__team=about))
    return rows.filter(within_prefixes("place_code", [about.code]))


def offered(by: Actor, about: Any) -> list[tuple[str, str]]:
    """One's own pairs; for whoever writes for others, all of the team's or township's."""
    rows = list(_pairs(by, about).select_related(*MentorPair.NAMED_WITH).order_by("pk"))
    own = [one for one in rows if _is_in(one, by)]
    return [(str(one.pk), str(one)) for one in own or rows]


def _is_in(row: MentorPair, by: Actor) -> bool:
    persons = {row.mentee.cadre.person_id, row.mentor_posting.cadre.person_id if row.mentor_posting else None}
    return bool(persons & set(by.persons))


def opened(openings: Sequence[Opening], by: Actor) -> None:
    told = {one.one("pair") for one in openings}
    found = {
        str(row.pk): row for row in MentorPair.objects.standing().filter(pk__in=[k for k in told if k.isdecimal()])
    }
    insert_many(MentorContact(pair=_pair_of(one, found), record=one.record) for one in openings)


def _pair_of(opening: Opening, found: dict[str, MentorPair]) -> MentorPair:
    record, row = opening.record, found.get(opening.one("pair"))
    teams = {row.mentee.team_id, row.mentor_posting.team_id if row.mentor_posting else None} if row else set()
    is_theirs = record.team_id in teams if record.team_id else row and row.place_code.startswith(record.place_code)
    if row is None or not is_theirs:
        raise Refused("选这一次是哪一对导师帮带。", field="answers")
    if not row.holds(record.happened_on):
        raise Refused(f"{row}从 {row.since:%Y-%m-%d} 到 {row.last_day:%Y-%m-%d}，那天不在里面。", field="happened_on")
    return row


CONTACT = record_kind(
    Kind(
        KIND,
        "导师帮带",
        "users",
        55,
        (Side.TEAM, Side.TOWNSHIP),
        asks=(Asked("pair", "哪一对", "choice", options=offered, is_required=True),),
        opens=opened,
        is_for=lambda by, about: bool(offered(by, about)),
        goes_to=("导师帮带",),
        hint="教了什么、问了什么，一句就够",
    )
)
