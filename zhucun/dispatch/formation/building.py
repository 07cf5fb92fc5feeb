"""The solver's problem, written down from the roster of a day: teams, people, units, what is locked.

Ids are a letter and the row's key (t12, c34, u5, p7), so that a stored plan finds its rows again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.formation import rules
from zhucun.dispatch.formation.pool import Pool
from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.models import ApprovedSize, Posting, RoleSpell, TeamBacking, TeamPlace
from zhucun.dispatch.roster.rules import ChangeKind, TeamRole
from zhucun.lib.periods import full_months, full_years
from zhucun.lib.skills import KINDS
from zhucun.org.people.models import Cadre, KeptApart, Unit
from zhucun.org.places.points import Points
from zhucun.org.places.rules import Tag, spoken_name
from zhucun.policy.profile import PolicyProfile
from zhucun.solver.problem import Candidate, Limits, Lock, Problem, Prohibition, Team
from zhucun.solver.problem import Unit as SolverUnit

PROBATION_MONTHS = 12  # 预备期: full membership begins a year after joining (R-SEL-06)


@dataclass(frozen=True)
class Asked:
    """What people ask of a draft beyond what the roster says."""

    mode: str
    levels: Mapping[str, int]
    locks: Sequence[Lock] = ()
    prohibitions: Sequence[Prohibition] = ()


@dataclass(frozen=True)
class Question:
    """The problem, and what the page shows beside it: townships by code, labels of villages, what is not known."""

    problem: Problem
    around: dict[str, Any] = field(default_factory=dict)


def question(pool: Pool, asked: Asked, *, policy: PolicyProfile, by: Actor) -> Question:
    building = _Building(pool, policy, by)
    candidates = building.candidates()
    problem = Problem(
        building.teams(),
        candidates,
        building.units(),
        asked.mode,
        building.limits,
        rules.weights_at(asked.levels, rules.usual_weights(policy)),
        policy.matching.suits(),
        apart=building.apart(),
        labels={**dict(Tag.choices), **KINDS},
    )
    locks = {lock.candidate: lock for lock in (*locks_of_staying(candidates, pool.staying), *asked.locks)}
    return Question(_with_known(problem, locks.values(), asked.prohibitions), building.around())


def _with_known(problem: Problem, locks: Iterable[Lock], prohibitions: Iterable[Prohibition]) -> Problem:
    """Locks and prohibitions of people or teams that have since gone say nothing any more."""

    def known(one: Lock | Prohibition) -> bool:
        return one.candidate in problem.candidate_at and one.team in problem.team_at

    return replace(problem, locks=[*filter(known, locks)], prohibitions=[*filter(known, prohibitions)])


def locks_of_staying(candidates: Iterable[Candidate], staying: frozenset[int]) -> list[Lock]:
    """In a round whoever stays keeps team and role: only seats that fall free are given."""
    kept = {f"c{key}" for key in staying}
    return [Lock(one.id, one.team, one.is_secretary) for one in candidates if one.id in kept and one.team]


def limits_of(policy: PolicyProfile) -> Limits:
    """老新, 深浅 as the county draws them; who may be first secretary by its items (R-SEL-06)."""
    pairing, usual = policy.pairing, Limits()
    return Limits(
        old_age=pairing.old_age,
        young_age=pairing.young_age,
        deep_months=pairing.deep_years * 12,
        shallow_months=pairing.shallow_years * 12,
        secretary_party_months=_at_least(policy, "full_party_months", usual.secretary_party_months),
        secretary_work_months=_at_least(policy, "work_months", usual.secretary_work_months),
    )


def _at_least(policy: PolicyProfile, fact: str, usual: int) -> int:
    """By law the usual at least, whatever a county leaves out."""
    asked = [item.value for item in policy.eligibility.items if (item.fact, item.compare) == (fact, "under")]
    return max([usual, *(value for value in asked if isinstance(value, int))])


class _Building:
    """Reads what it needs once, in a fixed number of queries."""

    def __init__(self, pool: Pool, policy: PolicyProfile, by: Actor) -> None:
        self.pool, self.policy, self.day, self.county_code = pool, policy, by.today, by.county_code
        self.limits = limits_of(policy)
        self.team_rows = list(pool.teams.with_headcount(self.day))
        self.cadre_rows = list(pool.cadres.select_related("person", "home").defer("person__phone", "person__id_number"))
        there = Posting.objects.there_on(self.day).filter(cadre__county_code=self.county_code)
        self.running = {one.cadre_id: one for one in there.with_ranks(self.day).order_by("since", "pk")}
        self.leading_on = self._leading_on()
        backings, sizes = (m.objects.as_of(self.day).filter(team__in=pool.teams) for m in (TeamBacking, ApprovedSize))
        self.backer, self.size = dict(backings.values_list("team", "unit")), dict(sizes.values_list("team", "size"))
        self.places = self._places()
        self.points = Points(self.county_code, self.day)
        self.names = self._names()

    def _places(self) -> dict[int, list[TeamPlace]]:
        """Per team the places it serves, the main one first, each once for each of its tags."""
        found: dict[int, list[TeamPlace]] = defaultdict(list)
        for served in lineup.places_on(self.day).filter(team__in=self.pool.teams):
            found[served.team_id].append(served)
        return found

    def _names(self) -> dict[int, str]:
        """Teams by the place they sit in; of two places of one name each says its township."""
        seats = {team: served[0] for team, served in self.places.items()}
        often = Counter(spoken_name(seat.place.name) for seat in seats.values())

        def name(seat: TeamPlace) -> str:
            said = spoken_name(seat.place.name)
            return f"{said}（{seat.township}）" if often[said] > 1 and seat.township else said

        return {team: name(seat) for team, seat in seats.items()}

    # ── teams ──

    def teams(self) -> list[Team]:
        return [self._team(row) for row in self.team_rows]

    def _team(self, row: Any) -> Team:
        """核定人数 is what a team is filled to; who is there beyond it need not go."""
        served = self.places.get(row.pk, [])
        least = self.size.get(row.pk, self.policy.selection.approved_size)
        tags = frozenset(one.tag for one in served if one.tag)
        matched = frozenset(self.policy.matching.suits().values())
        backer = self.backer.get(row.pk)
        return Team(
            f"t{row.pk}",
            self.names.get(row.pk, row.name),
            row.place_code[:9],
            tuple(dict.fromkeys(f"p{one.place_id}" for one in served)),
            tags & matched,  # of the rest no unit is the right one (R-SEL-10)
            least,
            max(least, row.headcount),
            self._needs(served),
            f"u{backer}" if backer else "",
            point=self.points.of(served[0].place.code) if served else None,
            hardness=rules.hardness(tags),
        )

    def _needs(self, served: Iterable[TeamPlace]) -> dict[str, int]:
        needs: dict[str, int] = {}
        for place in {one.place_id for one in served}:
            for kind, weight in self.pool.needs.get(place, {}).items():
                needs[kind] = max(needs.get(kind, 0), weight)
        return dict(sorted(needs.items()))

    # ── people ──

    def candidates(self) -> list[Candidate]:
        recalled, have_led = self._recalled(), self._have_led()
        return [self._candidate(row, recalled, have_led) for row in self.cadre_rows]

    def _candidate(self, row: Cadre, recalled: Mapping[int, set[int]], have_led: set[int]) -> Candidate:
        """What is not on file counts as neither side of a pairing."""
        posting = self._serving(row)
        rural = self.limits.shallow_months if row.rural_months is None else row.rural_months
        unit = posting.sending_unit_id if posting else row.unit_id
        leads_branches = "party_building" in row.skills
        return Candidate(
            f"c{row.pk}",
            row.person.name,
            f"u{unit}" if unit else "",
            full_years(row.person.birth_month, self.day) if row.person.birth_month else self.limits.young_age,
            rural,
            self._party_months(row),
            self._work_months(row, posting),
            frozenset(row.skills),
            rules.suitability(
                has_led=row.pk in have_led or row.pk in self.pool.named_to_lead,
                is_deep=rural >= self.limits.deep_months,
                leads_branches=leads_branches,
            ),
            f"p{row.home_id}" if row.home_id else "",
            self.points.of(row.home.code) if row.home else None,
            team=f"t{posting.team_id}" if posting else "",
            is_secretary=bool(posting and self._leads(posting)),
            is_available=row.pk not in self.pool.barred,
            barred_from=frozenset(f"t{team}" for team in recalled.get(row.pk, ())),
        )

    def _serving(self, row: Cadre) -> Posting | None:
        """In a round, only those who stay serve anywhere: the others are about to leave, or come."""
        posting = self.running.get(row.pk)
        return posting if not self.pool.staying or row.pk in self.pool.staying else None

    def _leads(self, posting: Posting) -> bool:
        """Today; in a round, whoever goes on as first secretary, be it from the day the seat comes to them."""
        return posting.pk in self.leading_on if self.pool.staying else posting.is_first_secretary

    def _leading_on(self) -> set[int]:
        open_ones = RoleSpell.objects.filter(role=TeamRole.FIRST_SECRETARY, until__isnull=True)
        going_on = open_ones.filter(posting__until__isnull=True, posting__team__in=self.pool.teams)
        return set(going_on.values_list("posting", flat=True))

    def _party_months(self, row: Cadre) -> int | None:
        """Of full membership, which begins a year after joining."""
        if row.party_joined_on is None:
            return None
        months = full_months(row.party_joined_on, self.day) - PROBATION_MONTHS
        return months if months >= 0 else None

    def _work_months(self, row: Cadre, posting: Posting | None) -> int:
        """None are counted of a member who stays: a round changes nobody's role, so they must not be made to lead."""
        if row.work_started_on is None or (row.pk in self.pool.staying and posting and not self._leads(posting)):
            return 0
        return full_months(row.work_started_on, self.day)

    def _recalled(self) -> dict[int, set[int]]:
        """Nobody goes back to where they were recalled from."""
        found: dict[int, set[int]] = defaultdict(set)
        ended = Posting.objects.filter(end_kind=ChangeKind.RECALL, cadre__in=self.pool.cadres.values("pk"))
        for cadre, team in ended.values_list("cadre", "team"):
            found[cadre].add(team)
        return found

    def _have_led(self) -> set[int]:
        led = RoleSpell.objects.filter(role=TeamRole.FIRST_SECRETARY, posting__cadre__in=self.pool.cadres.values("pk"))
        return set(led.values_list("posting__cadre", flat=True))

    def apart(self) -> list[tuple[str, str]]:
        """Pairs without a reason, which no sentence names (R-SEL-08)."""
        here = {row.pk for row in self.cadre_rows}
        pairs = sorted(KeptApart.objects.pairs(self.county_code, self.day))
        return [(f"c{one}", f"c{other}") for one, other in pairs if {one, other} <= here]

    # ── units ──

    def units(self) -> list[SolverUnit]:
        """Those that stand behind a team of the pool or have people in it."""
        behind = Counter(unit for team, unit in self.backer.items() if team in self.names)
        serving = {posting.sending_unit_id for posting in self.running.values()}
        wanted = {row.unit_id for row in self.cadre_rows if row.unit_id} | serving | set(behind)
        most = self.pool.most
        return [
            SolverUnit(f"u{row.pk}", row.name, row.kind, row.staff_count or 0, most.get(row.pk), max(1, behind[row.pk]))
            for row in Unit.objects.filter(pk__in=wanted).order_by("pk")
        ]

    # ── for the page ──

    def around(self) -> dict[str, Any]:
        townships = {s.township_code: s.township for served in self.places.values() for s in served if s.township}
        return {
            "townships": townships,
            "tags": {f"t{team}": lineup.tags_of(served) for team, served in self.places.items()},
            "unknown": {f"c{row.pk}": missing for row in self.cadre_rows if (missing := _unknown(row))},
            "staying": sorted(self.pool.staying),
            "nodes": self.policy.formation.nodes,
        }


def _unknown(row: Cadre) -> list[str]:
    """Facts that are not on file: counted as neither, and said so."""
    facts = (("age", row.person.birth_month), ("rural", row.rural_months))
    return [name for name, value in facts if value is None]
