"""What a unit is late with as sender waits for it too: nobody has to open a second page to know (R-ORG-06)."""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.periods import year_of
from zhucun.org.people.models import Unit
from zhucun.oversight.duties.rules import SEE, owed_so_far
from zhucun.policy import in_force as policy
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Side as Writer


def times_a_year(actor: Actor) -> tuple[int, int]:
    numbers = policy.of(actor).duties
    return numbers.unit_hearings_per_year, numbers.head_visits_per_year


def _late(actor: Actor, kind: str, times: int) -> QuerySet | None:
    """Units of this person that have done it fewer times than parts of the year are over."""
    own, owed = actor.scope(SEE).sender, owed_so_far(actor.today, times)
    if not own or not owed:
        return None
    year = year_of(actor.today)
    rows = WorkRecord.objects.standing().filter(side=Writer.UNIT, kind=kind, unit=OuterRef("pk"))
    counted = rows.happened_in(year.since, year.until).order_by().values("unit").annotate(n=Count("pk")).values("n")
    sends = Posting.objects.on_post(actor.today).filter(sending_unit=OuterRef("pk"))
    units = Unit.objects.filter(Exists(sends), pk__in=own)
    done = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return units.annotate(done=done, owed=Value(owed)).filter(done__lt=F("owed"))


def not_heard(actor: Actor) -> QuerySet | None:
    return _late(actor, "unit_hearing", times_a_year(actor)[0])


def not_visited(actor: Actor) -> QuerySet | None:
    return _late(actor, "unit_visit", times_a_year(actor)[1])


@waits(not_heard, name="name", depends=times_a_year)
def to_hear(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "还没听派驻的人汇报", "听了记一笔就算，不用另报材料")


@waits(not_visited, name="name", depends=times_a_year)
def to_visit(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "主要负责人还没到村", "去了记一笔就算")


def _line(found: Waited, what: str, note: str) -> Waiting:
    is_one = found.count == 1
    url = reverse("oversight:duties.unit", args=[found.key]) if is_one else reverse("oversight:duties")
    return Waiting(
        tile="管",
        sentence=f"{found.name}{what}" if is_one else f"有单位{what}",
        note=note,
        url=url,
        verb="去看",
        count=found.count,
        unit="个单位",
    )
