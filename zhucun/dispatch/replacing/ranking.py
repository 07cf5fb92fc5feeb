"""Who could take a seat, ordered by what each does for the team, with reasons in sentences: from the same problem that
formation solves, so that both say the same of a person."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.formation import pool as pools
from zhucun.dispatch.formation import rules as formation
from zhucun.dispatch.formation.building import Asked, question
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.models import Team as RosterTeam
from zhucun.dispatch.roster.rules import ChangeKind
from zhucun.lib.periods import add_months
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.policy.profile import PolicyProfile
from zhucun.solver.explain import km_from_home
from zhucun.solver.problem import FREE_KM, Candidate, Problem, Team
from zhucun.solver.scoring import Scoring, Term

SIDES = {"old": "老", "young": "新", "deep": "深", "shallow": "浅"}
MONTHS = 12
ONE_DAY = timedelta(days=1)
AGAINST = (ChangeKind.REMOVAL, ChangeKind.RECALL)
FROM_OTHER_TEAMS = 5


@dataclass(frozen=True)
class OpenSeat:
    """A seat of a team: `leaver` is the cadre who leaves it, None where one more is to come."""

    team: RosterTeam
    leaver: int | None = None

    @property
    def county_code(self) -> str:
        return self.team.county_code


@dataclass(frozen=True)
class Ranked:
    """One person: `reasons` speak for them, `costs` against; `moves` other seats that would fall empty."""

    key: int
    name: str
    unit: str
    about: str
    reasons: Sequence[str]
    costs: Sequence[str]
    points: int
    moves: int = 0
    serves_in: str = ""
    leaves_unled: bool = False
    unit_key: int | None = None

    @property
    def sentences(self) -> list[str]:
        return [*self.reasons, *self.costs]


@dataclass(frozen=True)
class Ranking:
    """Those who are free, best first; and some who serve elsewhere, whose seat would fall empty in turn."""

    team: str
    lacks: Sequence[str]
    candidates: Sequence[Ranked] = ()
    elsewhere: Sequence[Ranked] = ()
    left_out: int = 0

    def of_unit(self, unit: int | None) -> list[Ranked]:
        """A unit's own, who come before better ones where it owes the seat (R-TLK-05)."""
        return [one for one in self.candidates if unit and one.unit_key == unit]

    def of_others(self, unit: int | None) -> list[Ranked]:
        own = self.of_unit(unit)
        return [one for one in self.candidates if one not in own]

    @property
    def lacks_in_words(self) -> str:
        return f"{self.team}现在{'，'.join(self.lacks)}。能补上的排在前面。"


def problem_of_today(actor: Actor, profile: PolicyProfile) -> Problem:
    """The county as it stands, looked up once in a request. It is read whole, also for a unit, which no longer reaches
    the team its member left; what a unit is then shown are its own people only."""
    if "problem of today" not in actor.memo:
        county = actor.county_code[:6]
        reader = Actor.system("接替排序", reach=county, now=actor.now)
        pool = pools.of_today(county, profile, reader)
        levels = formation.usual_levels(formation.usual_weights(profile))
        asked = Asked(profile.formation.mode, levels)
        actor.memo["problem of today"] = question(pool, asked, policy=profile, by=reader).problem
    return actor.memo["problem of today"]


def ranked(open_seat: OpenSeat, actor: Actor, *, of_units: Collection[int] = ()) -> Ranking:
    """Asked before the posting has ended, the leaver is counted as gone already."""
    problem = problem_of_today(actor, policy.on(actor.today, open_seat.county_code))
    team, leaver = f"t{open_seat.team.pk}", f"c{open_seat.leaver}" if open_seat.leaver else ""
    if team not in problem.team_at:
        return Ranking(open_seat.team.name, [])
    seat = _Seat(problem, team, leaver, _lately(open_seat.county_code, actor))
    wanted = {f"u{unit}" for unit in of_units}
    able = [one for one in seat.able() if not wanted or one.unit in wanted]
    near = _near(able, seat.team)
    told = sorted((seat.told(one, near) for one in able), key=_order)
    free = [one for one in told if not one.serves_in]
    elsewhere = [one for one in told if one.serves_in][:FROM_OTHER_TEAMS] if not wanted else []
    return Ranking(seat.team.name, seat.lacks(), free, elsewhere, seat.left_out)


def ready(open_seat: OpenSeat, actor: Actor) -> list[str]:
    return [one.name for one in ranked(open_seat, actor).candidates]


def said_of(open_seat: OpenSeat, cadre: int, actor: Actor) -> dict[str, Sequence[str]]:
    """As it stood when the person was put forward; nothing of somebody the list did not hold."""
    found = next((one for one in ranked(open_seat, actor).candidates if one.key == cadre), None)
    return {"reasons": found.reasons, "costs": found.costs} if found else {}


def _order(one: Ranked) -> tuple[int, bool, int, str]:
    """A first secretary is a hard rule (R-ORG-08), all else is wished for."""
    return one.moves, one.leaves_unled, -one.points, one.name


def _near(able: Sequence[Candidate], team: Team) -> set[str]:
    """Whose home lies in the team's township."""
    homes = {one.home for one in able if one.home}
    codes = Place.objects.filter(pk__in=[int(home[1:]) for home in homes]).values_list("pk", "code")
    here = {f"p{pk}" for pk, code in codes if code.startswith(team.township)}
    return {one.id for one in able if one.home in here}


def _lately(county: str, actor: Actor) -> dict[str, tuple[date, bool]]:
    """Who came back within a term: their last day, and whether by removal or recall."""
    months = policy.on(actor.today, county).selection.term_months
    gone = Posting.objects.filter(within_prefixes("place_code", [county]), until__gt=add_months(actor.today, -months))
    found = gone.order_by("until").values_list("cadre", "until", "end_kind")
    return {f"c{cadre}": (until - ONE_DAY, kind in AGAINST) for cadre, until, kind in found}


class _Seat:
    """One open seat of a team, and what each person would change in it."""

    def __init__(self, problem: Problem, team: str, leaver: str, lately: Mapping[str, tuple[date, bool]]) -> None:
        self.problem, self.scoring, self.leaver, self.lately = problem, Scoring(problem), leaver, lately
        self.team = problem.teams[problem.team_at[team]]
        self.members = [one for one in problem.candidates if one.team == team and one.id != leaver]
        self.secretary = next((one.id for one in self.members if one.is_secretary), None)
        self.before = self._terms([], self.secretary)
        self.sent = Counter(one.unit for one in problem.candidates if one.team and one.id != leaver)
        self.units = {unit.id: unit for unit in problem.units}
        self.apart = {frozenset(pair) for pair in problem.apart}
        self.left_out = 0

    @property
    def needs_secretary(self) -> bool:
        """Nobody leads, and nobody who stays may."""
        return self.secretary is None and not any(one.may_be_secretary(self.problem.limits) for one in self.members)

    def able(self) -> list[Candidate]:
        """Who breaks no rule there; why somebody is left out is not said (R-SEL-08)."""
        others = [one for one in self.problem.candidates if one.team != self.team.id and one.id != self.leaver]
        found = [one for one in others if self._may_sit(one)]
        self.left_out = sum(not one.team for one in others) - sum(not one.team for one in found)
        return found

    def _may_sit(self, one: Candidate) -> bool:
        is_kept_apart = any(frozenset((one.id, member.id)) in self.apart for member in self.members)
        is_at_home = one.home in self.team.places if one.home else False
        was_removed = one.id in self.lately and self.lately[one.id][1]
        barred = self.team.id in one.barred_from or is_at_home or is_kept_apart or was_removed
        return one.is_available and not barred and not (one.team and one.is_secretary)

    def _terms(self, more: Sequence[Candidate], secretary: str | None) -> dict[tuple[str, str, str], Term]:
        ids = [one.id for one in (*self.members, *more)]
        found = self.scoring.team(self.team.id, ids, secretary, self.team.unit or None)
        return {(term.wish, term.person, term.unit): term for term in found if term.points}

    def told(self, one: Candidate, near: set[str]) -> Ranked:
        leads = self.secretary or (one.id if one.may_be_secretary(self.problem.limits) else None)
        after = self._terms([one], leads)
        gained = [term for key, term in after.items() if key not in self.before and term.points > 0]
        filled = [key[0] for key in self.before if key[0] in SIDES and key not in after]
        opened = [key[0] for key in after if key[0] in SIDES and key not in self.before]
        is_over = not one.team and self._is_over_share(one.unit)
        points = sum(t.points for t in after.values()) - sum(t.points for t in self.before.values())
        points -= self.problem.weights.fair_share * is_over
        unit = self.units[one.unit].name if one.unit in self.units else ""
        home = self.problem.teams[self.problem.team_at[one.team]].name if one.team in self.problem.team_at else ""
        return Ranked(
            int(one.id[1:]),
            one.name,
            unit,
            f"{one.age} 岁，{_rural(one.rural_months)}",
            list(self._reasons(one, gained, filled, unit, one.id in near)),
            list(self._costs(one, opened, unit if is_over else "", home)),
            points + (one.id in near) - (one.id in self.lately),
            1 if one.team else 0,
            home,
            self._leaves_unled(one),
            int(one.unit[1:]) if one.unit else None,
        )

    def _leaves_unled(self, one: Candidate) -> bool:
        return self.needs_secretary and not one.may_be_secretary(self.problem.limits)

    def _is_over_share(self, unit: str) -> bool:
        shares = self.problem.shares
        return unit in shares and self.sent[unit] >= shares[unit]

    def _reasons(
        self, one: Candidate, gained: Sequence[Term], filled: Sequence[str], unit: str, is_near: bool
    ) -> Iterator[str]:
        if self.secretary is None and one.may_be_secretary(self.problem.limits):
            yield "能任第一书记，队里现在没有第一书记。"
        for side in filled:
            yield self._side_filled(side, one)
        by_wish = {term.wish: term for term in gained}
        if "skill" in by_wish:
            yield f"会{'、'.join(self.problem.label(kind) for kind in by_wish['skill'].detail)}，村里正要。"
        if "own_unit" in by_wish:
            yield f"{unit}是这支队的后盾单位。"
        if "unit_kind" in by_wish:
            yield f"{unit}的业务对得上这个村。"
        if is_near:
            yield "家在本乡镇，离得近。"

    def _side_filled(self, side: str, one: Candidate) -> str:
        limits = self.problem.limits
        return {
            "old": f"{one.age} 岁，补上“老”：队里没有满 {limits.old_age} 岁的。",
            "young": f"{one.age} 岁，补上“新”：队里没有未满 {limits.young_age} 岁的。",
            "deep": f"{_rural(one.rural_months)}，补上“深”：队里没有满 {limits.deep_months // MONTHS} 年的。",
            "shallow": f"{_rural(one.rural_months)}，补上“浅”：队里没有不满 {limits.shallow_months // MONTHS} 年的。",
        }[side]

    def _costs(self, one: Candidate, opened: Sequence[str], over: str, home: str) -> Iterator[str]:
        if self._leaves_unled(one):
            yield "还不够任第一书记的条件，队里仍然没有人能任。"
        for side in opened:
            yield f"队里还是没有“{SIDES[side]}”。"
        if (km := km_from_home(one, self.team) or 0) > FREE_KM:
            yield f"家离村 {km} 公里。"
        if over:
            yield f"{over}派的人已经到了应派的数，再派就多 1 人。"
        if one.id in self.lately and not home:
            yield f"上一段派驻到 {self.lately[one.id][0]:%Y-%m-%d}，回单位不久。"
        if home:
            yield f"现在在{home}，调出来那边又缺 1 人。"

    def lacks(self) -> list[str]:
        """What the team is short of now."""
        led = [] if self.secretary else ["没有第一书记"]
        sides = [f"没有“{SIDES[wish]}”" for wish, *_ in self.before if wish in SIDES]
        return [*led, *sides]


def _rural(months: int) -> str:
    whole = months // MONTHS
    return f"农村工作 {whole} 年" if whole else "农村工作不满 1 年" if months else "没有农村工作经历"
