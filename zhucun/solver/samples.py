"""Seeded problems of the shape of the 2022 report: 184 places in 166 teams, 900 people of 130 units, and multiples of
it.
"""

from random import Random

from zhucun.solver.problem import BOUND, Candidate, Problem, Team, Unit, Weights

SKILLS = (
    *("industry", "e_commerce", "party_building", "collective_economy", "mediation", "planning_building"),
    *("farming_technique", "finance", "culture_tourism", "school_health_liaison", "information_technology", "law"),
    "living_environment",
)
SUITS = {
    "party_government": "weak_party_branch",
    "economic": "weak_collective_economy",
    "political_legal": "hard_to_govern",
    "agricultural": "industry_village",
    "culture_tourism": "tourism_resources",
}
UNIT_KINDS = (*SUITS, "education_health", "enterprise")
TEAMS, TWO_PLACES, UNITS, PEOPLE, TOWNSHIPS, FREE_TEAMS = 166, 18, 130, 900, 20, 12


def county(scale: int = 1, seed: int = 7, *, mode: str = BOUND, weights: Weights | None = None) -> Problem:
    """`scale` counties as one pool. All wishes are on, unless the weights say otherwise."""
    dice = Random(seed)
    units = [_unit(n, dice) for n in range(UNITS * scale)]
    teams = [_team(n, units, dice, scale) for n in range(TEAMS * scale)]
    people = [_person(n, units, teams, dice, scale) for n in range(PEOPLE * scale)]
    return Problem(teams, people, units, mode=mode, weights=weights or Weights(mates_apart=3), suits=SUITS)


def _unit(number: int, dice: Random) -> Unit:
    staff = round(dice.paretovariate(1.3) * 20)
    return Unit(f"u{number}", f"单位{number}", dice.choice(UNIT_KINDS), min(staff, 900), may_take=2)


def _team(number: int, units: list[Unit], dice: Random, scale: int) -> Team:
    size = 2 if number % 10 == 3 else 4 if number % 12 == 5 else 3
    places = (f"p{number}", f"q{number}") if number % TEAMS < TWO_PLACES else (f"p{number}",)
    is_free = number % (TEAMS // FREE_TEAMS) == 0
    needs = {kind: dice.choice((1, 1, 2, 3)) for kind in dice.sample(SKILLS, 3)}
    kinds = frozenset(dice.sample(tuple(SUITS.values()), dice.choice((1, 1, 2))))
    point = (dice.randrange(90 * scale), dice.randrange(90))
    unit = "" if is_free else units[number % len(units)].id
    return Team(
        *(
            f"t{number}",
            f"队{number}",
            f"z{number % (TOWNSHIPS * scale)}",
            places,
            kinds,
            size,
            size,
            needs,
            unit,
            point,
        ),
        hardness=dice.choice((1, 1, 2, 3)),
    )


def _person(number: int, units: list[Unit], teams: list[Team], dice: Random, scale: int) -> Candidate:
    young = dice.random() < 0.43
    age = dice.randint(23, 39) if young else dice.randint(40, 58)
    rural = 0 if dice.random() < 0.32 else dice.randint(1, 12 * max(1, age - 22))
    unit = units[number % len(units)] if number < 5 * len(units) else dice.choice(units)
    home = dice.choice(teams).places[0] if dice.random() < 0.5 else ""
    return Candidate(
        id=f"c{number}",
        name=f"甲{number}",
        unit=unit.id,
        age=age,
        rural_months=rural,
        party_months=dice.randint(6, 300) if dice.random() < 0.72 else None,
        work_months=12 * (age - 22),
        skills=frozenset(dice.sample(SKILLS, dice.choice((1, 2, 2, 3)))),
        suitability=dice.randint(1, 10),
        home=home,
        point=(dice.randrange(90 * scale), dice.randrange(90)),
    )
