"""Posts of a week, day by day, and where nobody stands: as their pages, parts and lines need it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.six_ones.duty_rota.models import PostDuty, RotaDay, RotaPost
from zhucun.six_ones.duty_rota.rules import A_DAY

DAYS_OF_WEEK = 7


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def named(duties: QuerySet) -> QuerySet:
    """Without what is never shown of a person."""
    hidden = ("posting__cadre__person__phone", "posting__cadre__person__id_number")
    return duties.select_related("posting__cadre__person", "posting__team").defer(*hidden)


@dataclass(frozen=True)
class DaySeen:
    """One day of a post: whether it stands, how many of the teams are there, how many in all were reported."""

    day: date
    is_open: bool
    people: int
    headcount: int | None

    @property
    def is_empty(self) -> bool:
        return self.is_open and not self.people


def days_of(posts: Sequence[RotaPost], since: date, until: date) -> dict[int, list[DaySeen]]:
    """Post → its days in [since, until). Two queries."""
    keys = [one.pk for one in posts]
    there: dict[tuple[int, date], int] = defaultdict(int)
    duties = PostDuty.objects.standing().overlapping(since, until).filter(post__in=keys)
    for post, first, beyond in duties.values_list("post", "since", "until"):
        for day in _span(max(first, since), min(beyond, until)):
            there[post, day] += 1
    heads = RotaDay.objects.filter(post__in=keys, day__gte=since, day__lt=until)
    told = {(post, day): count for post, day, count in heads.values_list("post", "day", "headcount")}
    return {
        one.pk: [
            DaySeen(day, one.holds(day), there.get((one.pk, day), 0), told.get((one.pk, day)))
            for day in _span(since, until)
        ]
        for one in posts
    }


def _span(since: date, until: date) -> list[date]:
    return [since + timedelta(days=n) for n in range((until - since).days)]


def own_duties(actor: Actor, posting: int) -> list[PostDuty]:
    """Of one member: what they stand at today and what comes."""
    rows = PostDuty.objects.visible_to(actor).standing().filter(posting=posting, until__gt=actor.today)
    return list(rows.select_related("post__place").order_by("since", "pk"))


def gap_in_words(post: RotaPost, today: date) -> str:
    """«今晚没人», «明天没人»: of a post on which nobody of the teams is laid out."""
    return f"{post.place.name}{post.name}{'今晚' if post.holds(today) else '明天'}没人"


def days_to_look_at(post: RotaPost, today: date) -> tuple[date, date]:
    """The week that matters: today's while the post stands, else its last or first."""
    day = min(max(today, post.since), post.until - A_DAY)
    return monday_of(day), monday_of(day) + DAYS_OF_WEEK * A_DAY
