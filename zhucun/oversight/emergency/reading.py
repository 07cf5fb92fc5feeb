"""What runs where, what it pauses, who has reported; sums by township in their fixed order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import SEE as SEE_ROSTER
from zhucun.org.places.models import Place
from zhucun.oversight.emergency.models import EmergencyCount, EmergencyDuty, SafeReport
from zhucun.oversight.emergency.rules import TOWNSHIP_DIGITS
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.policy import in_force as policy


def running(code: str, day: date) -> EmergencyDuty | None:
    """The duty under which a place stands on a day; of a county's and a township's the one that ends later."""
    return EmergencyDuty.objects.covering(code).running_on(day).order_by("-until", "pk").first()


def pauses(code: str, day: date, what: str) -> bool:
    """Whether an inspection or a test there has to wait (R-ATT-16)."""
    return what in policy.on(day, code[:6]).emergency.pauses and running(code, day) is not None


def reports_of(postings: Iterable[Posting], day: date) -> dict[int, SafeReport]:
    """By posting: who has reported for the day."""
    found = SafeReport.objects.standing().filter(posting__in=[one.pk for one in postings], day=day)
    return {one.posting_id: one for one in found}


@dataclass(frozen=True)
class TownshipDay:
    """One township on one day of a duty, and what it moved since the duty began."""

    place: Place
    there: int
    reported: int
    households: int
    persons: int
    households_so_far: int
    persons_so_far: int


def sums(duty: EmergencyDuty, day: date, actor: Actor) -> list[TownshipDay]:
    """Five queries, however many townships; those out of the actor's reach are not there."""
    here = Place.objects.visible_to(actor, SEE_ROSTER).as_of(day).filter(kind="township")
    townships = here.filter(within_prefixes("code", [duty.place_code])).order_by("position", "code")
    there = _by_township(_there(duty, day, actor).values_list("place_code", flat=True))
    reports = SafeReport.objects.visible_to(actor).standing().filter(day=day)
    reported = _by_township(
        reports.filter(within_prefixes("place_code", [duty.place_code])).values_list("place_code", flat=True)
    )
    of_day, so_far = _moved(duty, day, only=True), _moved(duty, day, only=False)
    return [
        TownshipDay(
            place,
            there[place.code],
            reported[place.code],
            *of_day.get(place.code, (0, 0)),
            *so_far.get(place.code, (0, 0)),
        )
        for place in townships
    ]


def _there(duty: EmergencyDuty, day: date, actor: Actor) -> QuerySet[Posting]:
    """Who is on leave that day is not called there, nor asked to say that they are safe."""
    away = LeaveRequest.objects.on(day).values("posting")
    here = Posting.objects.visible_to(actor, SEE_ROSTER).there_on(day).exclude(pk__in=away)
    return here.filter(within_prefixes("place_code", [duty.place_code]))


def taking_over(duty: EmergencyDuty, day: date, actor: Actor) -> int:
    """How many of those who are there are being handed a seat: they report, and are not counted in it yet."""
    return _there(duty, day, actor).filter(seat_since__gt=day).count()


def _by_township(codes: Iterable[str]) -> Counter[str]:
    return Counter(code[:TOWNSHIP_DIGITS] for code in codes)


def _moved(duty: EmergencyDuty, day: date, *, only: bool) -> dict[str, tuple[int, int]]:
    counts = EmergencyCount.objects.filter(duty=duty, **({"day": day} if only else {"day__lte": day}))
    summed = counts.values("place_code").annotate(h=Sum("households"), p=Sum("persons"))
    return {row["place_code"]: (row["h"], row["p"]) for row in summed}


def not_reported(duty: EmergencyDuty, day: date, actor: Actor) -> Sequence[Posting]:
    """Whom the clerk may telephone; a list for calling, not of faults."""
    done = SafeReport.objects.standing().filter(day=day).values("posting")
    waiting = _there(duty, day, actor).exclude(pk__in=done).select_related("team", "cadre__person")
    waiting = waiting.defer("cadre__person__phone", "cadre__person__id_number")
    return list(waiting.order_by("place_code", "team", "cadre__person__name_key"))
