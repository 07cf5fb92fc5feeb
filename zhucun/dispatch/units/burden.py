"""担子: what each unit gives for its size: people now, sent in a span, recalled. For fairness; nobody is ranked."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import SEE_ENDS, ChangeKind
from zhucun.lib.amounts import share, shown_share
from zhucun.lib.periods import add_months
from zhucun.policy import in_force

SPANS = (("", "近一个任期"), ("year", "今年以来"), ("all", "建账以来"))
EVER = date(1900, 1, 1)
TOMORROW = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """From when what was sent is counted; each seat once, from the day it was held (R-SEL-18)."""

    since: date
    words: str

    @classmethod
    def of(cls, actor: Actor, name: str = "") -> "Span":
        term = add_months(actor.today, -in_force.of(actor).selection.term_months)
        since = {"year": actor.today.replace(month=1, day=1), "all": EVER}.get(name, term)
        label = dict(SPANS).get(name, SPANS[0][1])
        return cls(since, label if since == EVER else f"{label}（{since:%Y-%m-%d} 起）")

    @classmethod
    def asked(cls, request: HttpRequest) -> "Span":
        return cls.of(request.actor, request.GET.get("span", ""))


def with_burden(units: QuerySet, actor: Actor, span: Span) -> QuerySet:
    """Adds `sent`, `portion` to sort by, and `recalled` for whoever may know how postings end (R-TLK-09); `sends` is
    there already."""
    until = actor.today + TOMORROW
    sent = Posting.objects.visible_to(actor).begun_in(span.since, until)
    found = units.annotate(
        sent=counted(sent),
        portion=Case(When(staff_count__gt=0, then=F("sends") * 10_000 / F("staff_count"))),
    )
    if not sees_recalls(actor):
        return found
    ended = Posting.objects.visible_to(actor, SEE_ENDS).ended_in(span.since, until)
    return found.annotate(recalled=counted(ended.filter(end_kind=ChangeKind.RECALL)))


def counted(postings: QuerySet) -> Coalesce:
    """How many of a unit, in a column."""
    of_unit = postings.filter(sending_unit=OuterRef("pk")).order_by().values("sending_unit")
    return Coalesce(Subquery(of_unit.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def sees_recalls(actor: Actor) -> bool:
    return actor.may(SEE_ENDS)


def usual_portion(units: QuerySet) -> str:
    """What all units together give of the staff that is known, to hold one unit's against."""
    known = units.filter(staff_count__gt=0).aggregate(people=Sum("sends"), staff=Sum("staff_count"))
    if not known["staff"]:
        return ""
    people, staff = int(known["people"] or 0), int(known["staff"])
    return f"登记了在编人数的单位，合起来派出 {people} 人，占在编 {staff} 人的 {shown_share(share(people, staff))}。"


def portion_of(sends: int, staff: int | None) -> str:
    return shown_share(share(sends, staff)) if staff else "—"


def burden_of(sends: int, staff: int | None, postings: list[Posting], actor: Actor) -> list[str]:
    """Of one unit whose postings are loaded, in words that stand beside its people."""
    span = Span.of(actor)
    held = [row for row in postings if row.until is None or row.until > row.seat_since]
    sent = sum(span.since <= row.seat_since <= actor.today for row in held)
    size = f"派出的占在编 {staff} 人的 {portion_of(sends, staff)}" if staff else "在编人数没有登记"
    found = [size, f"{span.words}派过 {sent} 人次"]
    if sees_recalls(actor):
        reach = actor.scope(SEE_ENDS)
        told = [row for row in held if reach.covers_place(row.place_code) or row.sending_unit_id in reach.sender]
        ended = [row for row in told if row.until and span.since < row.until <= actor.today + TOMORROW]
        found.append(f"召回 {sum(row.end_kind == ChangeKind.RECALL for row in ended)} 人次")
    return found
