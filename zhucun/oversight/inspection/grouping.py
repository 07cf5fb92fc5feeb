"""Who may inspect, who goes together on which day, and which of them changes places."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.accounts.models import Account
from zhucun.org.people.models import Unit
from zhucun.oversight.emergency.reading import pauses
from zhucun.oversight.inspection import rules, weighing
from zhucun.oversight.inspection.models import DrawnTeam, GroupMember, InspectionGroup, InspectionRound, Inspector
from zhucun.oversight.inspection.rules import TOWNSHIP_DIGITS, Seen, State
from zhucun.oversight.inspection.sharing import standing_back
from zhucun.oversight.rhythm.periods import of_key
from zhucun.oversight.rhythm.rules import Cycle

MOST_GROUPS = 10


@act("inspection.appoint", "请人当督查员", needs=rules.PLAN)
def appoint(account: Account, *, since: date, unit: Unit | None = None, home_code: str = "", by: Actor) -> Inspector:
    """With what they stand back from: their own unit's teams, their home township (R-SEC-14)."""
    if account.person_id is None:
        raise Refused("这个账号不是一个人的，不能当督查员。")
    if Inspector.objects.filter(person=account.person_id, until__isnull=True).exists():
        raise Refused(f"{account.name}已经是督查员了。")
    told = {"county_code": account.county_code, "person": account.person, "since": since}
    return Inspector.objects.create(**told, unit=unit, home_code=home_code[:TOWNSHIP_DIGITS])


@act("inspection.dismiss", "不再当督查员", needs=rules.PLAN)
def dismiss(inspector: Inspector, *, last_day: date, by: Actor) -> Inspector:
    if inspector.memberships.filter(group__round__state__in=OPEN).exists():
        raise Refused("这个人还在没走完的督查组里，先换人。")
    if last_day < inspector.since:
        raise Refused(f"最后一天不早于 {inspector.since:%Y-%m-%d}。", field="last_day")
    inspector.until = last_day + timedelta(days=1)
    inspector.save()
    return inspector


OPEN = (State.DRAFT, State.SEALED, State.DRAWN)


@act("inspection.group", "排一个督查组", needs=rules.PLAN)
def group(
    row: InspectionRound, *, day: date, leader: Inspector, members: Sequence[Inspector] = (), by: Actor
) -> InspectionGroup:
    """Before the list is sealed, so that nobody chooses who goes by where it goes."""
    rules.must_be_draft(row.state)
    number = 1 + row.groups.count()
    if number > MOST_GROUPS:
        raise Refused(f"一周最多 {MOST_GROUPS} 个组。")
    made = InspectionGroup(round=row, county_code=row.county_code, number=number)
    return _gathered(made, day, leader, members, by)


@act("inspection.regroup", "改督查组", needs=rules.PLAN)
def regroup(
    row: InspectionGroup, *, day: date, leader: Inspector, members: Sequence[Inspector] = (), by: Actor
) -> InspectionGroup:
    """Other people or another day, while nobody of it has gone; whoever comes in stands back like the rest."""
    if row.round.state not in OPEN or row.drawn.exclude(state=Seen.WAITING).exists():
        raise Refused("这一组已经走过村了，不能再改。")
    made = _gathered(row, day, leader, members, by)
    if any(row.pk in barred for barred in standing_back(row.round, made.drawn.all()).values()):
        raise Refused("换进来的人要回避这一组要去的村，换别人。", field="members", rule="R-SEC-14")
    return made


def _gathered(
    row: InspectionGroup, day: date, leader: Inspector, members: Sequence[Inspector], by: Actor
) -> InspectionGroup:
    week = of_key(Cycle.WEEK, row.round.week)
    if not week.since <= day < week.until:
        raise Refused(f"去的日子在{week.name}里。", field="day")
    who = {one.pk: one for one in (leader, *members)}
    if any(one.county_code != row.county_code or not one.holds(day) for one in who.values()):
        raise Refused("有人那天不是本县的督查员。", field="members")
    _must_be_free(row, day, who.values())
    ahead = weighing.profile_of(row.county_code, by).inspection.names_days_ahead
    row.day, row.leader, row.names_from = day, leader, day - timedelta(days=ahead)
    row.save()
    row.members.all().delete()
    GroupMember.objects.bulk_create(GroupMember(group=row, inspector=one) for one in who.values())
    return row


def _must_be_free(row: InspectionGroup, day: date, who: Iterable[Inspector]) -> None:
    others = GroupMember.objects.filter(inspector__in=who, group__day=day, group__round__state__in=OPEN)
    taken = others.exclude(group=row.pk).select_related("group", "inspector__person").order_by("pk").first()
    if taken:
        raise Refused(f"{taken.inspector.person.name}那天已经在{taken.group}了。", field="members")


@act("inspection.take", "换一组去", needs=rules.PLAN)
def take(row: InspectionGroup, *, position: int, by: Actor) -> InspectionGroup:
    """By its position: whoever moves it does not learn where it is."""
    drawn = row.round.drawn.filter(position=position, state=Seen.WAITING).first()
    if drawn is None or row.round.state != State.DRAWN:
        raise Refused(f"第 {position} 个村没有，或者已经去过了。", field="position")
    if row.pk in standing_back(row.round, row.round.drawn.filter(pk=drawn.pk))[drawn.pk]:
        raise Refused("这一组里有人要回避，换别的组。", field="position", rule="R-SEC-14")
    _must_not_be_paused(drawn, row.day)
    drawn.group = row
    drawn.save()
    return row


def _must_not_be_paused(drawn: DrawnTeam, day: date) -> None:
    if pauses(drawn.seat_code, day, "inspection"):
        raise Refused("那里正在应急值守，督查停下。", rule="R-ATT-16")
