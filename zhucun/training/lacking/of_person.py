"""One person's training, read once for card, lane and facts sheet: what was attended, what it comes to, what lacks."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef

from zhucun.dispatch.roster.life import MemberFile
from zhucun.policy import in_force as policy
from zhucun.training.lacking.rules import Had, Lack, lacks
from zhucun.training.sessions.models import SessionAttendance
from zhucun.training.sessions.rules import SEE, YEARLY, Kind


def attended(file: MemberFile) -> list[SessionAttendance]:
    """All of it, the latest first; what this reader may be told of has `is_seen`."""
    seen = SessionAttendance.objects.visible_to(file.actor, SEE).filter(pk=OuterRef("pk"))
    rows = SessionAttendance.objects.filter(posting__cadre=file.cadre, session__called_off_because="")
    return list(rows.annotate(is_seen=Exists(seen)).select_related("session").order_by("-session__since", "pk"))


def seen_by(file: MemberFile) -> list[SessionAttendance]:
    return [one for one in file.once(attended) if one.is_seen]


def had_by(rows: Iterable[SessionAttendance], day: date) -> Had:
    """What was completed by the day: before or at arrival; courses and half-days of its year."""
    done = [one.session for one in rows if one.is_completed and one.session.last_day <= day]
    of_year = [one for one in done if one.since.year == day.year]
    return Had(
        sum(one.length_halfdays for one in done if one.kind == Kind.PRE_POST),
        sum(one.kind in YEARLY for one in of_year),
        sum(one.length_halfdays for one in of_year),
    )


def lacking(file: MemberFile) -> Sequence[Lack]:
    """What somebody who is there today still lacks."""
    now, today = file.now, file.actor.today
    if now is None:
        return []
    had = had_by(file.once(attended), today)
    return list(lacks(now.reported_on or now.since, had, policy.of(file.actor).training, date(today.year, 12, 31)))
