"""What formation reads of the invented people and units: skills from the kind of unit, a home, rural work by dates.

Dealt from dice of their own, so that names, ages and totals stay as they were.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from zhucun.demo.invented import Dice, Person, RuralSpell, Team, Unit
from zhucun.lib.periods import add_months

SEED = 20220712
WORKED_UNTIL = (date(2020, 12, 1), date(2020, 9, 1), date(2020, 3, 1), date(2019, 12, 1))
ONE_IN = 24
HAVE_A_HOME_HERE = 72  # per cent; the others come from elsewhere
IN_TWO_STRETCHES = 24  # months of rural work from which on they may have been two

SKILLS = {
    "party_government": "party_building party_building finance mediation information_technology living_environment",
    "economic": "industry e_commerce finance collective_economy planning_building planning_building",
    "political_legal": "mediation mediation law law party_building",
    "agricultural": "farming_technique farming_technique industry collective_economy living_environment",
    "culture_tourism": "culture_tourism culture_tourism e_commerce information_technology",
    "education_health": "school_health_liaison school_health_liaison living_environment party_building",
    "enterprise": "industry information_technology finance planning_building e_commerce",
}
STAFF = {
    "party_government": (12, 58),
    "economic": (24, 160),
    "political_legal": (38, 260),
    "agricultural": (16, 110),
    "culture_tourism": (12, 52),
    "education_health": (60, 320),
    "enterprise": (40, 180),
}
RURAL_WORK = ("镇政府办事员", "镇农业站技术员", "镇驻村第一书记", "镇综治办干事", "镇大学生村官", "镇挂职副书记")
BEFORE_WORK = "返乡务农"


class Facts:
    """`places` are the full names of villages by code, of which home and former posts are picked."""

    def __init__(self, places: dict[str, str]) -> None:
        self._dice = Dice(SEED)
        self._places = places
        self._codes = sorted(places)

    def of(self, person: Person, team: Team) -> Person:
        return replace(
            person,
            skills=self._skills(person.unit.kind),
            home=self._home((team.seat, *team.also)),
            rural_spells=self._spells(person),
        )

    def of_pool(self, person: Person, dice: Dice) -> Person:
        """On no post; one in so many is not to be sent."""
        told = self._OTHERWISE.get(dice.below(ONE_IN), {})
        return replace(person, skills=self._skills(person.unit.kind), home=self._home(()), **told)

    _OTHERWISE: ClassVar[dict[int, dict[str, Any]]] = {
        0: {"employment": "temporary", "rank": ""},
        1: {"employment": "manual_worker", "rank": ""},
        2: {"party_joined_on": date(2022, 1, 10)},
    }

    def _skills(self, kind: str) -> tuple[str, ...]:
        known = SKILLS[kind].split()
        count = self._dice.pick((0, 1, 1, 1, 2, 2))
        return tuple(dict.fromkeys(self._dice.pick(known) for _ in range(count)))

    def _home(self, served: Sequence[str]) -> str:
        """Never where they serve: nobody is sent home (R-SEL-10)."""
        if not self._dice.chance(HAVE_A_HOME_HERE):
            return ""
        code = self._dice.pick(self._codes)
        return "" if code in served else code

    def _spells(self, person: Person) -> tuple[RuralSpell, ...]:
        """Together as long as the person's months of rural work."""
        months, until = person.rural_months, self._dice.pick(WORKED_UNTIL)
        if not months:
            return ()
        later = self._dice.between(8, months - 8) if months >= IN_TWO_STRETCHES and self._dice.chance(40) else months
        spells = [self._spell(person, until, later)]
        if later < months:
            gap = self._dice.pick((4, 9, 14))
            spells.insert(0, self._spell(person, add_months(spells[0].since, -gap), months - later))
        return tuple(spells)

    def _spell(self, person: Person, until: date, months: int) -> RuralSpell:
        since = add_months(until, -months)
        township = self._places[self._dice.pick(self._codes)].split("镇")[0].split("乡")[0].split("街道")[0]
        work = self._dice.pick(RURAL_WORK) if since >= person.work_started_on else f"镇{BEFORE_WORK}"
        return RuralSpell(f"{township}{work}", since, until)


def with_staff(units: Sequence[Unit]) -> tuple[Unit, ...]:
    dice = Dice(SEED)
    return tuple(replace(unit, staff_count=dice.between(*STAFF[unit.kind])) for unit in units)
