"""What a draft hands to its round: who is to sit where, in which role, after whom."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from zhucun.acts.actor import Actor
from zhucun.dispatch.formation.deciding import key_of
from zhucun.dispatch.formation.models import FormationPlan
from zhucun.dispatch.formation.stored import Read, read
from zhucun.dispatch.roster.models import Posting, RoleSpell, Team
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.rounds.acts import SeatWanted
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.reading import leavers, policy_of
from zhucun.org.people.models import Cadre

LEADING = (TeamRole.FIRST_SECRETARY, TeamRole.LEADER)


def seats_of(plan: FormationPlan, by: Actor) -> list[SeatWanted]:
    """Only who comes anew: whoever stays keeps posting and role."""
    seen, leaving = read(plan), _leaving(plan.round, by)
    coming = coming_of(seen)
    keys = {key_of(one) for people in coming.values() for one in people}
    cadres = Cadre.objects.select_related("person").in_bulk(keys)
    teams = Team.objects.in_bulk(key_of(team) for team in coming)
    leads, followed = _leaders_who_stay(plan.round, leaving), _followed(coming, leaving, seen)
    found = []
    for team, people in coming.items():
        row, secretary = teams[key_of(team)], seen.now.secretaries.get(team)
        for one in people:
            roles = _roles(one == secretary, has_leader=row.pk in leads)
            found.append(SeatWanted(row, cadres[key_of(one)], roles, followed.get(one)))
    return found


def followed_by(plan: FormationPlan, by: Actor) -> dict[str, Posting]:
    """Who comes → the posting they follow."""
    seen = read(plan)
    return _followed(coming_of(seen), _leaving(plan.round, by), seen)


def coming_of(seen: Read) -> dict[str, list[str]]:
    """Team → who comes anew, the first secretary first."""
    staying = {f"c{key}" for key in seen.around.get("staying", ())}
    new = {team: [one for one in people if one not in staying] for team, people in seen.members.items()}
    return {team: people for team, people in new.items() if people}


def _leaving(round_: SelectionRound, by: Actor) -> dict[int, list[Posting]]:
    found: dict[int, list[Posting]] = defaultdict(list)
    for posting in leavers(round_, policy_of(round_, by.today)):
        found[posting.team_id].append(posting)
    return found


def _leaders_who_stay(round_: SelectionRound, leaving: dict[int, list[Posting]]) -> set[int]:
    going = [posting.pk for postings in leaving.values() for posting in postings]
    held = RoleSpell.objects.filter(role=TeamRole.LEADER, until__isnull=True, posting__until__isnull=True)
    here = held.filter(posting__team__in=round_.teams().values("pk")).exclude(posting__in=going)
    return set(here.values_list("posting__team", flat=True))


def _roles(is_secretary: bool, *, has_leader: bool) -> tuple[str, ...]:
    """第一书记 usually leads the team too (R-ORG-08)."""
    if not is_secretary:
        return (TeamRole.MEMBER,)
    return (TeamRole.FIRST_SECRETARY,) if has_leader else LEADING


def _followed(
    coming: Mapping[str, Sequence[str]], leaving: Mapping[int, list[Posting]], seen: Read
) -> dict[str, Posting]:
    """One of the same unit first, then in order; each leaver is followed by one (R-SEL-11)."""
    found: dict[str, Posting] = {}
    for team, people in coming.items():
        left = list(leaving.get(key_of(team), []))
        for is_same_unit in (True, False):
            for one in people:
                unit = seen.candidate[one].unit
                fits = (posting for posting in left if not is_same_unit or f"u{posting.sending_unit_id}" == unit)
                if one not in found and (posting := next(fits, None)) is not None:
                    found[one] = posting
                    left.remove(posting)
    return found
