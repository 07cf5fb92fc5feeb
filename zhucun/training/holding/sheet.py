"""Who could have come to a session, and who did, township by township."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.training.participants.models import Participant
from zhucun.training.sessions.models import SessionAttendance, TrainingSession
from zhucun.training.sessions.rules import EARLIEST_DAYS, KEEP, TOWNSHIP_DIGITS, Kind


def could_come(session: TrainingSession) -> QuerySet[Posting]:
    """As rules.could_come says of one."""
    early = timedelta(days=EARLIEST_DAYS if session.kind == Kind.PRE_POST else 0)
    there = Posting.objects.filter(since__lt=session.until + early)
    return there.filter(Q(until__isnull=True) | Q(until__gt=session.since))


@dataclass
class Township:
    """How many of a township could have come, and who did: members, others, who did not stay to the end."""

    code: str
    name: str
    expected: int = 0
    members: int = 0
    others: int = 0
    unfinished: int = 0

    @property
    def missing(self) -> int:
        return max(0, self.expected - self.members)


def by_township(session: TrainingSession, actor: Actor) -> list[Township]:
    """In the fixed order of townships, within reach (R-DOC-31). Three queries."""
    found = _townships(session, actor)
    of = Substr("place_code", 1, TOWNSHIP_DIGITS)
    expected = could_come(session).visible_to(actor).filter(within_prefixes("place_code", [session.place_code]))
    for code, count in expected.order_by().annotate(of=of).values_list("of").annotate(Count("pk")):
        if code in found:
            found[code].expected = count
    rows = SessionAttendance.objects.visible_to(actor).filter(session=session).order_by().annotate(of=of)
    counts = {"members": Count("posting"), "others": Count("participant")}
    counts["left"] = Count("pk", filter=Q(is_completed=False))
    for row in rows.values("of").annotate(**counts):
        if one := found.get(row["of"]):
            one.members, one.others, one.unfinished = row["members"], row["others"], row["left"]
    return list(found.values())


def _townships(session: TrainingSession, actor: Actor) -> dict[str, Township]:
    reach = Place.objects.visible_to(actor).filter(within_prefixes("code", [session.place_code]))
    rows = reach.filter(kind="township", until__isnull=True).order_by("position", "code")
    return {code: Township(code, name) for code, name in rows.values_list("code", "name")}


@dataclass
class Somebody:
    """One line to be ticked; `key` is p12 of a posting, x7 of a participant."""

    key: str
    name: str
    about: str
    came: bool = False
    unfinished: bool = False


@dataclass
class Sheet:
    """The people of one township for one session, grouped as their township knows them, and the rows behind."""

    groups: dict[str, list[Somebody]] = field(default_factory=dict)
    rows: dict[str, Posting | Participant] = field(default_factory=dict)

    @property
    def people(self) -> list[Somebody]:
        return [one for group in self.groups.values() for one in group]

    def add(self, group: str, row: Posting | Participant, one: Somebody) -> None:
        self.groups.setdefault(group, []).append(one)
        self.rows[one.key] = row


def sheet_of(session: TrainingSession, township: str, by: Actor) -> Sheet:
    """Teams by place, then the villages' own people. Three queries."""
    sheet, there = Sheet(), within_prefixes("place_code", [township])
    marks = {
        (row.posting_id, row.participant_id): row.is_completed
        for row in SessionAttendance.objects.visible_to(by, KEEP).filter(there, session=session)
    }
    postings = could_come(session).visible_to(by, KEEP).filter(there)
    for row in postings.select_related("cadre__person", "team", "sending_unit").order_by("place_code", "team", "pk"):
        one = Somebody(f"p{row.pk}", row.cadre.person.name, row.sending_unit.name, *_mark(marks.get((row.pk, None))))
        sheet.add(row.team.name, row, one)
    for person in _participants(session, by).filter(there).select_related("place").order_by("place_code", "pk"):
        about = person.duty or person.get_kind_display()
        one = Somebody(f"x{person.pk}", str(person), about, *_mark(marks.get((None, person.pk))))
        sheet.add(f"{person.place.name}的人", person, one)
    return sheet


def _participants(session: TrainingSession, by: Actor) -> QuerySet[Participant]:
    """On the list then, or come already: lists are often written after the first session."""
    listed = Q(until__isnull=True) | Q(until__gt=session.since)
    return Participant.objects.visible_to(by, KEEP).filter(listed)


def _mark(is_completed: bool | None) -> tuple[bool, bool]:
    return is_completed is not None, is_completed is False
