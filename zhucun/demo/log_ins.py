"""One log-in per role of the demo county, with a password that is no secret; it enters nowhere else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from zhucun.acts.actor import Actor
from zhucun.demo.hands import OPERATOR
from zhucun.demo.invented_offices import LIAISONS
from zhucun.demo.invented_places import COUNTY
from zhucun.dispatch.handover.models import Handover
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.actors import actor_for, office_of
from zhucun.org.accounts.codes import new_code, printed
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.places.models import Place
from zhucun.org.roles import HANDING_OVER, INSPECTOR, ROLES, TEAM_LEADER, TEAM_MEMBER, Reach, Role
from zhucun.oversight.inspection.models import InspectionGroup
from zhucun.oversight.inspection.rules import State

PASSWORD = "Qingling-2022"
DONGLING, NEIGHBOUR, SHIPING = "990126101", "990126102", "990126101201"
UNIT = next(iter(LIAISONS))
# Where a role is held in several places: in the township and the village of which the story is told.
WHERE = {"county": COUNTY, "township": DONGLING, "village": SHIPING, "prefecture": COUNTY[:4], "province": COUNTY[:2]}


@dataclass(frozen=True)
class LogIn:
    role: str
    label: str
    name: str
    where: str
    account: Account

    @property
    def log_in(self) -> str:
        return self.account.log_in


def log_ins() -> list[LogIn]:
    """In the order of the list of roles; after the township's secretary the neighbour, then the team."""
    return [*_of_offices(), *_of_the_team()]


def give_passwords() -> None:
    """Handed over from the machine itself, as the act is meant; the holders have been in and looked at the facts."""
    by = _operator()
    for one in log_ins():
        account = accounts.set_password(one.account, password=PASSWORD, must_change=False, by=by)
        Account.objects.filter(pk=account.pk).update(entered_at=by.now)
        accounts.check_facts(account, by=actor_for(account))


def fresh_code() -> tuple[LogIn, str]:
    """For the way in by slip: another member, and a code that enters once, made by the ordinary act."""
    one = _of_posting(TEAM_MEMBER, _postings()[2])
    code = new_code()
    accounts.set_code(one.account, code=code, by=_operator())
    return one, printed(code)


def _of_offices() -> Iterable[LogIn]:
    names = dict(Place.objects.filter(until__isnull=True).values_list("code", "name"))
    for role in ROLES.values():
        wheres = [WHERE[role.level], NEIGHBOUR] if role.name == "township_secretary" else [WHERE.get(role.level, "")]
        for where in wheres:
            if held := _held(role, where):
                place = UNIT if role.reach is Reach.UNIT else names[where]
                yield LogIn(role.name, role.label, held.account.name, place, held.account)


def _held(role: Role, where: str) -> Appointment | None:
    """None of an office that nobody holds."""
    held = Appointment.objects.filter(role=role.name).select_related("account")
    by_seat = held.filter(unit__name=UNIT) if role.reach is Reach.UNIT else held.filter(place_code=where)
    return by_seat.order_by("pk").first()


def _of_the_team() -> Iterable[LogIn]:
    leader, member, _ = _postings()
    own = _of_posting(TEAM_LEADER, leader), _of_posting(TEAM_MEMBER, member)
    return *own, *_of_a_handover(), *_of_this_week_s_inspection()


def _of_this_week_s_inspection() -> Iterator[LogIn]:
    """Whoever leads the group that goes first."""
    groups = InspectionGroup.objects.filter(round__state=State.DRAWN).select_related("leader")
    for group in groups.order_by("day", "number")[:1]:
        account = Account.objects.get(person=group.leader.person_id, is_active=True)
        yield LogIn(INSPECTOR.name, INSPECTOR.label, account.name, str(group), account)


def _of_a_handover() -> Iterator[LogIn]:
    """The two between whom the work passes just now."""
    row = Handover.objects.open().with_people().earliest("pk")
    yield _of_posting(HANDING_OVER, row.leaving)
    yield replace(_of_posting(TEAM_MEMBER, row.incoming), label="队员（正在接手）")


def _of_posting(role: Role, posting: Posting) -> LogIn:
    account = Account.objects.get(person=posting.cadre.person_id, is_active=True)
    return LogIn(role.name, role.label, account.name, posting.team.name, account)


def _postings() -> list[Posting]:
    """The first secretary's, and those of two members."""
    running = Posting.objects.filter(place_code=SHIPING, until__isnull=True).select_related("cadre", "team")
    return list(running.order_by("pk")[:3])


def _operator() -> Actor:
    return Actor.system(OPERATOR, reach=COUNTY, now=office_of(COUNTY).now, door="cli")
