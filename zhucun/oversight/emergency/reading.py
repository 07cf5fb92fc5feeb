"""What runs where, what it pauses, who has reported; sums by township in their fixed order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

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
    """One township on one day of a duty, and what it moved since the duty began. Of those who are there some are being
    handed a seat: they report, and are not counted in it yet. Who is on leave and reports all the same is left out."""

    place: Place
    there: int
    taking_over: int
    reported: int
    households: int
    persons: int
    households_so_far: int
    persons_so_far: int


def sums(duty: EmergencyDuty, day: date, actor: Actor) -> list[TownshipDay]:
    """Four queries, however many townships; those out of the actor's reach are not there."""
    here = Place.objects.visible_to(actor, SEE_ROSTER).as_of(day).filter(kind="township")
    townships = here.filter(within_prefixes("code", [duty.place_code])).order_by("position", "code")
    present = list(_there(duty, day, actor).values_list("pk", "place_code", "seat_since"))
    there = _by_township(code for _, code, _ in present)
    coming = _by_township(code for _, code, seat_since in present if seat_since > day)
    reports = SafeReport.objects.visible_to(actor).standing().filter(day=day)
    safe = set(reports.filter(within_prefixes("place_code", [duty.place_code])).values_list("posting", flat=True))
    reported = _by_township(code for key, code, _ in present if key in safe)
    moved = _moved(duty, day)
    return [
        TownshipDay(
            place,
            there[place.code],
            coming[place.code],
            reported[place.code],
            *moved.get(place.code, (0, 0, 0, 0)),
        )
        for place in townships
    ]


def _there(duty: EmergencyDuty, day: date, actor: Actor) -> QuerySet[Posting]:
    """Who is on leave that day is not called there, nor asked to say that they are safe."""
    away = LeaveRequest.objects.on(day).values("posting")
    here = Posting.objects.visible_to(actor, SEE_ROSTER).there_on(day).exclude(pk__in=away)
    return here.filter(within_prefixes("place_code", [duty.place_code]))


def _by_township(codes: Iterable[str]) -> Counter[str]:
    return Counter(code[:TOWNSHIP_DIGITS] for code in codes)


def _moved(duty: EmergencyDuty, day: date) -> dict[str, tuple[int, int, int, int]]:
    """Township → households and persons of the day, and so far."""
    counts = EmergencyCount.objects.filter(duty=duty, day__lte=day).order_by()
    found: dict[str, list[int]] = {}
    for code, of, households, persons in counts.values_list("place_code", "day", "households", "persons"):
        sums = found.setdefault(code, [0, 0, 0, 0])
        for at in (0, 2) if of == day else (2,):
            sums[at] += households
            sums[at + 1] += persons
    return {code: (sums[0], sums[1], sums[2], sums[3]) for code, sums in found.items()}


def not_reported(duty: EmergencyDuty, day: date, actor: Actor) -> Sequence[Posting]:
    """Whom the clerk may telephone; a list for calling, not of faults."""
    done = SafeReport.objects.standing().filter(day=day).values("posting")
    waiting = _there(duty, day, actor).exclude(pk__in=done).select_related("team", "cadre__person")
    waiting = waiting.defer("cadre__person__phone", "cadre__person__id_number")
    return list(waiting.order_by("place_code", "team", "cadre__person__name_key"))
