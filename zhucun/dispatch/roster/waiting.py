"""What waits in the roster: open seats, uncovered places, teams without a first secretary, arrivals, ends of terms.

Sentences name teams and places, never people: each can be copied into a chat group (X1).
"""

from collections.abc import Hashable
from datetime import date, timedelta

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Concat, Substr
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.roster import rules
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import SEE
from zhucun.dispatch.roster.vacancies import short_teams, uncovered_places, without_first_secretary
from zhucun.lib.periods import add_months
from zhucun.org.places.models import Place
from zhucun.policy import in_force
from zhucun.policy.profile import Selection

TOWNSHIP_DIGITS = 9
LATE = 1


def _limits(actor: Actor) -> Selection:
    return in_force.of(actor).selection


def numbers(actor: Actor) -> Hashable:
    """What the county sets, for those who have something to do here."""
    if not (actor.may(rules.REPORT_IN) or _fills_seats(actor)):
        return None
    return _limits(actor), in_force.of(actor).places.must_cover


def is_of_a_unit(actor: Actor) -> bool:
    return bool(actor.scope(SEE).sender)


def _with_place(rows: QuerySet, *, name: str, code: str) -> QuerySet:
    """Adds `full_name`: the township's name before the row's own, since a village's name may occur twice."""
    township = Place.objects.filter(code=Substr(OuterRef(code), 1, TOWNSHIP_DIGITS), until__isnull=True)
    return rows.annotate(full_name=Concat(Subquery(township.values("name")[:1]), F(name), output_field=CharField()))


def _which(found: Waited, several: str) -> str:
    return found.name if found.count == 1 else several


def _teams(found: Waited, view: str) -> str:
    """A single team is named, so that its own page is what opens."""
    if found.count == 1:
        return reverse("dispatch:teams.one", args=[found.key])
    return f"{reverse('dispatch:teams')}?view={view}"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _short(actor: Actor) -> QuerySet[Team]:
    seen = short_teams(Team.objects.visible_to(actor), actor.today, size=_limits(actor).approved_size)
    return _with_place(seen, name="name", code="place_code")


def vacancies(actor: Actor) -> QuerySet | None:
    """In two lines: a seat that opened before the last day in time is late today (R-SEL-11)."""
    if not _fills_seats(actor):
        return None
    last_in_time = actor.today - timedelta(days=_limits(actor).vacancy_days)
    late = Case(When(open_since__lt=last_in_time, then=LATE), default=0)
    return _short(actor).annotate(lateness=late)


def _fills_seats(actor: Actor) -> bool:
    return actor.may(rules.START) or is_of_a_unit(actor)


@waits(vacancies, day="open_since", name="full_name", part="lateness", depends=numbers)
def to_fill(actor: Actor, found: Waited) -> Waiting:
    days = _limits(actor).vacancy_days
    since = found.first_on or actor.today
    whose = "本单位的队" if is_of_a_unit(actor) else "有工作队"
    earliest = "" if found.count == 1 else "最早"
    return Waiting(
        tile="派",
        sentence=f"{_which(found, whose)}缺人，还没补齐",
        note=f"{earliest}{_day(since)}起缺，按办法要在 {days} 天内补齐",
        url=_teams(found, "short"),
        verb="看缺口",
        count=found.count,
        unit="支",
        due_on=since + timedelta(days=days),
    )


def uncovered(actor: Actor) -> QuerySet | None:
    """A category that must be covered leaves no place out (R-SEL-01)."""
    if not actor.may(rules.KEEP_TEAMS):
        return None
    tags = in_force.of(actor).places.must_cover
    seen = uncovered_places(Place.objects.visible_to(actor, rules.KEEP_TEAMS), tags, actor.today)
    return _with_place(seen, name="name", code="code")


@waits(uncovered, name="full_name", depends=numbers)
def to_cover(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="派",
        sentence=f"{_which(found, '有点位')}该派工作队，还没派",
        note="应派尽派的类别，一处都不能空",
        url=reverse("dispatch:coverage"),
        verb="去看",
        count=found.count,
        unit="处",
    )


def unled(actor: Actor) -> QuerySet | None:
    """Every team has its first secretary (R-ORG-08, R-SEL-02)."""
    if not _fills_seats(actor):
        return None
    teams = without_first_secretary(Team.objects.visible_to(actor), actor.today)
    return _with_place(teams, name="name", code="place_code")


@waits(unled, name="full_name")
def to_name_a_first_secretary(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="派",
        sentence=f"{_which(found, '有工作队')}没有第一书记",
        note="定一名，或从队里指定",
        url=_teams(found, "unled"),
        verb="去看",
        count=found.count,
        unit="支",
    )


def not_arrived(actor: Actor) -> QuerySet | None:
    """The township enters the day of arrival; office and unit hear of it when it is late (R-SEL-22)."""
    if not actor.may(rules.REPORT_IN) and not is_of_a_unit(actor):
        return None
    posted = _sent_or_received(actor).there_on(actor.today).filter(reported_on__isnull=True)
    enters = actor.may(rules.REPORT_IN) and not actor.may(rules.START)
    late = actor.today - timedelta(days=_limits(actor).report_in_days)
    return posted if enters else posted.filter(since__lt=late)


def _sent_or_received(actor: Actor) -> QuerySet[Posting]:
    if is_of_a_unit(actor):
        return Posting.objects.visible_to(actor).filter(sending_unit__in=actor.scope(SEE).sender)
    return Posting.objects.visible_to(actor, rules.REPORT_IN)


@waits(not_arrived, day="since", depends=numbers)
def to_report_in(actor: Actor, found: Waited) -> Waiting:
    days = _limits(actor).report_in_days
    since = found.first_on or actor.today
    whose = "本单位派出的队员" if is_of_a_unit(actor) else "派来的队员"
    return Waiting(
        tile="派",
        sentence=f"{whose}还没登记报到",
        note=f"最早 {_day(since)}派驻，按办法 {days} 天内报到",
        url=f"{reverse('dispatch:members')}?view=not_in",
        verb="去登记" if actor.may(rules.REPORT_IN) else "去看",
        count=found.count,
        unit="人",
        due_on=since + timedelta(days=days),
    )


def ending_terms(actor: Actor) -> QuerySet | None:
    """Terms that end within the longest of the county's warnings, or have ended (R-SEL-05)."""
    if not _fills_seats(actor):
        return None
    limits = _limits(actor)
    within = actor.today + timedelta(days=max(limits.term_alert_days, default=0))
    begun = add_months(within, -limits.term_months)
    seen = _sent_or_received(actor) if is_of_a_unit(actor) else Posting.objects.visible_to(actor, rules.START)
    return seen.on_roster(actor.today).filter(since__lte=begun)


@waits(ending_terms, day="since", depends=numbers)
def to_relieve(actor: Actor, found: Waited) -> Waiting:
    limits = _limits(actor)
    ends_on = add_months(found.first_on or actor.today, limits.term_months)
    urgent = (ends_on - actor.today).days <= min(limits.term_alert_days, default=0)
    return Waiting(
        tile="派",
        sentence=f"队员任期{'快满' if urgent else '将满'}，要定接替",
        note=f"任期 {limits.term_months} 个月，{max(limits.term_alert_days, default=0)} 天内满的都在这里",
        url=f"{reverse('dispatch:members')}?view=term",
        verb="看名单",
        count=found.count,
        unit="人",
        due_on=ends_on,
    )
