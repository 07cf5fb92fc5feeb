"""Taking back what was entered by mistake: a fact that never was leaves no row, only its line in the history.

What really ended is ended by its own act (zhucun.dispatch.roster.acts) and keeps its row (R-SEL-20).
"""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import ProtectedError, QuerySet

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out
from zhucun.dispatch.roster import rules
from zhucun.dispatch.roster.models import ApprovedSize, Posting, RoleSpell, Team, TeamBacking, TeamPlace
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.org.people.models import Cadre

AT_ONCE = "当场撤回"
R = TypeVar("R", TeamBacking, ApprovedSize)
Hindrance = Callable[[Posting], None]
_hindrances: list[Hindrance] = []


def hinders_withdrawal(function: Hindrance) -> Hindrance:
    """Register what a topic above knows to have happened: it raises Refused where a posting cannot never have been."""
    _hindrances.append(function)
    return function


@act("posting.withdraw", "撤销误录的派驻", needs=rules.START)
def withdraw(posting: Posting, *, reason: str = AT_ONCE, by: Actor) -> Posting:
    """For a posting that never was: the wrong person, the wrong team. One that was is ended instead."""
    if Posting.objects.filter(succeeds=posting).exists():
        raise Refused("已经有人登记为接替这一段，先撤销接替的那一段。")
    if posting.notes.exists():
        raise Refused("这一段已经有履职记录，不能当误录撤销；要结束的话，用“结束派驻”。")
    for hindrance in _hindrances:
        hindrance(posting)
    if not reason.strip():
        raise Refused("写一句为什么是误录。", field="reason")
    try:
        return taken_out(posting)
    except ProtectedError:
        raise Refused(
            "这一段已经有别的记录连着（调整、轮次、交接），不能当误录撤销；要结束的话，用“结束派驻”。"
        ) from None


@act("posting.reopen", "撤回结束", needs=rules.END)
def reopen(posting: Posting, *, reason: str = AT_ONCE, by: Actor) -> Posting:
    """An end entered by mistake: the posting runs on, with the roles that ended with it. One that really ended stays
    ended, and whoever comes back is posted anew (R-SEL-20)."""
    _must_be_free_to_run_on(posting)
    if not reason.strip():
        raise Refused("写一句为什么是录错了。", field="reason")
    ended = list(posting.roles.filter(until__gte=posting.until))
    if any(spell.role == TeamRole.FIRST_SECRETARY for spell in ended):
        _must_have_no_first_secretary(posting)
    posting.until, posting.end_kind, posting.end_basis, posting.end_reason = None, "", "", ""
    posting.save()
    for spell in ended:
        spell.until = None
        spell.save()
    if not posting.roles.exists():  # ended before its seat came to it
        RoleSpell.objects.create(posting=posting, role=TeamRole.MEMBER, since=posting.seat_since)
    return posting


def _must_be_free_to_run_on(posting: Posting) -> None:
    name = posting.cadre.person.name
    if posting.until is None:
        raise Refused("这一段派驻没有结束，不用撤回。")
    if Posting.objects.filter(succeeds=posting).exists():
        raise Refused(f"已经有人登记为接替{name}，先撤销接替的那一段。")
    if posting.team.until is not None:
        raise Refused(f"{posting.team.name}已经撤销，这一段不能接着走。")
    Cadre.objects.select_for_update(of=("self",)).get(pk=posting.cadre_id)  # where a posting of theirs begins, it waits
    others = Posting.objects.filter(cadre=posting.cadre_id).exclude(pk=posting.pk)
    rules.must_not_overlap(name, others, posting.since)


def _must_have_no_first_secretary(posting: Posting) -> None:
    held = RoleSpell.objects.filter(role=TeamRole.FIRST_SECRETARY, until__isnull=True, posting__team=posting.team_id)
    if held.exists():
        raise Refused(f"{posting.team.name}已经另有第一书记，先免去再撤回。", rule="R-ORG-08")


@act("posting.withdraw_report", "撤回报到", needs=rules.REPORT_IN)
def withdraw_report(posting: Posting, *, by: Actor) -> Posting:
    if posting.reported_on is None:
        raise Refused("还没有登记报到。")
    posting.reported_on, posting.full_time_letter, posting.party_moved_on = None, "", None
    posting.save()
    return posting


@act("team.withdraw_place", "撤回加驻", needs=rules.KEEP_TEAMS)
def withdraw_place(team_place: TeamPlace, *, by: Actor) -> TeamPlace:
    if team_place.is_main:
        raise Refused("主驻点不能撤回。")
    return taken_out(team_place)


@act("team.withdraw_backing", "撤回后盾单位", needs=rules.KEEP_TEAMS)
def withdraw_backing(backing: TeamBacking, *, by: Actor) -> TeamBacking:
    return _last_of(backing, TeamBacking.objects.filter(team=backing.team_id))


@act("team.withdraw_size", "撤回核定人数", needs=rules.KEEP_TEAMS)
def withdraw_size(size: ApprovedSize, *, by: Actor) -> ApprovedSize:
    return _last_of(size, ApprovedSize.objects.filter(team=size.team_id))


def _last_of(row: R, spells: QuerySet) -> R:
    """Take out the latest spell; the one before it runs on."""
    if row.until is not None:
        raise Refused("这一条已经不是现在的了，不能撤回。")
    before = spells.filter(until=row.since).exclude(pk=row.pk).order_by("-since").first()
    gone = taken_out(row)
    if before is not None:
        before.until = None
        before.save()
    return gone


@act("team.rename", "改队名、队号", needs=rules.KEEP_TEAMS, remote=True)
def rename(team: Team, *, name: str, number: str, by: Actor) -> Team:
    """Corrects how the team is called; since when is told by its history."""
    if Team.objects.filter(county_code=team.county_code, number=number).exclude(pk=team.pk).exists():
        raise Refused(f"队号“{number}”已经用过了。", field="number")
    team.name, team.number = name, number
    team.save()
    return team
