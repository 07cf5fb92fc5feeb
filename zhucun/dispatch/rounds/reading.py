"""What a round needs: who leaves, which seats are to be filled, which units that asks."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhucun.dispatch.roster.models import Posting, RoleSpell, TeamBacking
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.rounds.models import RoundStayer, SelectionRound
from zhucun.dispatch.rounds.rules import Scope, is_over_before
from zhucun.policy import in_force
from zhucun.policy.profile import PolicyProfile


@dataclass(frozen=True)
class Opening:
    """A seat to be filled: after somebody who leaves, or one that stands open."""

    team: int
    follows: Posting | None = None


def policy_of(round_: SelectionRound, day: date) -> PolicyProfile:
    return in_force.on(day, round_.county_code)


def running(round_: SelectionRound) -> list[Posting]:
    """Whoever is in the teams without an end."""
    found = Posting.objects.filter(team__in=round_.teams().values("pk"), until__isnull=True)
    loaded = found.select_related("cadre__person", "team", "sending_unit")
    return list(loaded.defer("cadre__person__phone", "cadre__person__id_number").order_by("team", "pk"))


def decided(round_: SelectionRound) -> dict[int, bool]:
    """Posting → stays, where it was said otherwise than by the term."""
    return dict(RoundStayer.objects.filter(round=round_).values_list("posting", "stays"))


def stays_by_term(round_: SelectionRound, posting: Posting, policy: PolicyProfile) -> bool:
    """A round for vacancies alone leaves everybody where they are."""
    if round_.scope == Scope.VACANCIES:
        return True
    return not is_over_before(posting.since, policy.selection.term_months, round_.rotates_before)


def leavers(round_: SelectionRound, policy: PolicyProfile) -> list[Posting]:
    told = decided(round_)
    return [one for one in running(round_) if not told.get(one.pk, stays_by_term(round_, one, policy))]


def openings(round_: SelectionRound, policy: PolicyProfile, day: date) -> list[Opening]:
    """Seats of leavers, then those that stand open already; a team above its 核定人数 fills fewer (R-SEL-11)."""
    leaving = defaultdict(list)
    for posting in leavers(round_, policy):
        leaving[posting.team_id].append(posting)
    found: list[Opening] = []
    usual = policy.selection.approved_size
    for team in round_.teams().with_headcount(day).order_by("place_code", "pk"):
        going = leaving[team.pk]
        missing = (usual if team.approved is None else team.approved) - team.headcount
        wanted = max(len(going) + min(missing, 0), 0)
        found += [Opening(team.pk, posting) for posting in going[:wanted]]
        found += [Opening(team.pk)] * max(missing, 0)
    return found


def asked_of_units(round_: SelectionRound, seats: Iterable[Opening]) -> Counter[int]:
    """Unit → how many: who sent the leaver sends again, an open seat falls to the team's backing unit (单位定点)."""
    seats = list(seats)
    backing = dict(
        TeamBacking.objects.filter(team__in={seat.team for seat in seats}, until__isnull=True).values_list(
            "team", "unit"
        )
    )
    units = (seat.follows.sending_unit_id if seat.follows else backing.get(seat.team) for seat in seats)
    return Counter(unit for unit in units if unit is not None)


def first_secretaries_who_stay(round_: SelectionRound, leaving: Iterable[int]) -> set[int]:
    """Teams whose first secretary is there and does not leave."""
    held = RoleSpell.objects.filter(role=TeamRole.FIRST_SECRETARY, until__isnull=True, posting__until__isnull=True)
    here = held.filter(posting__team__in=round_.teams().values("pk")).exclude(posting__in=list(leaving))
    return set(here.values_list("posting__team", flat=True))
