"""Village committees of the invented county, as values: as many, as young, as schooled as the report of 2022 says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhucun.demo.invented import Dice, Place
from zhucun.demo.invented_names import COMMON_SURNAMES, GENERATIONS, RARE_SURNAMES, YAO_SURNAMES
from zhucun.demo.invented_places import UNCOVERED, YAO_TOWNSHIPS

SEED = 2288
MEMBERS, YOUNG, COLLEGE, RETURNED = 2288, 652, 977, 782  # 652 is 28.50 % of 2 288, printed as 28.6; 977 is 42.70 %
YOUNG_AND_COLLEGE = 470
NOT_BOTH = 7  # per cent of secretaries who are not director as well
ELECTED = date(2021, 3, 1)
FOLLOWED, FOLLOW_ON, LAST_DAY = 36, date(2022, 3, 15), date(2022, 3, 14)
LATE, LATE_UNTIL = 5, date(2022, 6, 30)  # committees whose term was put off, and has run out
RENEWED, RENEWED_ON = 2, date(2022, 7, 8)
SECRETARY, DEPUTY, MEMBER, DIRECTOR = "secretary", "deputy", "member", "director"
# The others of a village, in order: party post, village post.
OTHERS = (
    ("deputy", ""),
    ("", "deputy"),
    ("member", "member"),
    ("", "member"),
    ("member", ""),
    ("", "member"),
    ("", "member"),
)


@dataclass(frozen=True)
class Sitting:
    """Somebody who sits in a committee on the day of the report; `follows` somebody who left in March."""

    place: str
    name: str
    sex: str
    birth_month: date
    education: int
    party_post: str
    village_post: str
    is_party_member: bool
    is_returned: bool
    since: date
    follows: str = ""
    term_ends_on: date | None = None


def committees(places: Iterable[Place], secretaries: Mapping[str, str], taken: Iterable[str]) -> list[Sitting]:
    """`secretaries` are those of whom another ledger knows already; `taken` names are borne by whoever is stationed."""
    villages = [one for one in places if one.kind in ("village", "community")]
    township = {one.code: one.name for one in places if one.kind == "township"}
    villages = [one for one in villages if f"{township[one.parent]}{one.name}" != UNCOVERED]
    dice, names = Dice(SEED), _Names(Dice(SEED + 1), frozenset(taken) | frozenset(secretaries.values()))
    seats = _seats(villages, dice)
    is_young = _marked(dice, [at for at, (_, post, _) in enumerate(seats) if post != SECRETARY], YOUNG)
    is_schooled = _marked(dice, sorted(is_young), YOUNG_AND_COLLEGE)
    is_schooled |= _marked(dice, [at for at in range(MEMBERS) if at not in is_young], COLLEGE - YOUNG_AND_COLLEGE)
    is_returned, follows = _marked(dice, range(MEMBERS), RETURNED), _marked(dice, range(MEMBERS), FOLLOWED)
    elected = {one.code: ELECTED.replace(day=dice.between(5, 28)) for one in villages}
    found = []
    for at, (code, party_post, village_post) in enumerate(seats):
        sex = "male" if dice.below(100) < (92 if party_post == SECRETARY else 68) else "female"
        born = _born(dice, at in is_young)
        known = secretaries.get(code, "") if party_post == SECRETARY else ""
        one = Sitting(
            code,
            known or names.new(code, sex, born.year),
            sex,
            born,
            dice.pick((40, 40, 40, 50)) if at in is_schooled else dice.pick((20, 30, 30)),
            party_post,
            village_post,
            bool(party_post) or dice.chance(40),
            at in is_returned,
            elected[code],
        )
        if at in follows and not known:
            one = replace(one, since=FOLLOW_ON, follows=names.new(code, sex, 1966))
        found.append(one)
    return _with_terms(found, dice)


def _seats(villages: Sequence[Place], dice: Dice) -> list[tuple[str, str, str]]:
    """Village by village, as many in each as come out at 2 288 in all."""
    least, more = divmod(MEMBERS, len(villages))
    bigger = _marked(dice, range(len(villages)), more)
    seats = []
    for at, village in enumerate(villages):
        both = not dice.chance(NOT_BOTH)
        seats.append((village.code, SECRETARY, DIRECTOR if both else ""))
        others = OTHERS if both else (("", DIRECTOR), *OTHERS[1:])
        seats += [(village.code, *posts) for posts in others[: least + (at in bigger) - 1]]
    return seats


def _marked(dice: Dice, of: Iterable[int], count: int) -> set[int]:
    return set(dice.shuffled(list(of))[:count])


def _born(dice: Dice, is_young: bool) -> date:
    """35 full years on 11 July 2022 are those born from August 1986 on."""
    if is_young:
        month = dice.between(1986 * 12 + 7, 2000 * 12 + 11)
    else:
        month = dice.between(1963 * 12, 1986 * 12 + 6)
    return date(month // 12, month % 12 + 1, 1)


def _with_terms(found: list[Sitting], dice: Dice) -> list[Sitting]:
    """A few whole committees whose term was put off."""
    late = set(dice.shuffled(sorted({one.place for one in found if not one.follows}))[: LATE + RENEWED])
    return [replace(one, term_ends_on=LATE_UNTIL) if one.place in late else one for one in found]


class _Names:
    """As many as are wanted: only within a village, and among those stationed, does nobody bear another's."""

    def __init__(self, dice: Dice, taken: frozenset[str]) -> None:
        self._dice, self._taken = dice, taken
        self._here: dict[str, set[str]] = {}
        self._given = [(last, men.split(), women.split()) for last, men, women in GENERATIONS]
        self._surnames = [*COMMON_SURNAMES.split() * 3, *RARE_SURNAMES.split()]
        self._yao = YAO_SURNAMES.split()

    def new(self, code: str, sex: str, year: int) -> str:
        men, women = next((men, women) for last, men, women in self._given if year <= last)
        surnames = self._yao if code.startswith(YAO_TOWNSHIPS) else self._surnames
        here = self._here.setdefault(code, set())
        while True:
            name = self._dice.pick(surnames) + self._dice.pick(men if sex == "male" else women)
            if name not in self._taken and name not in here:
                here.add(name)
                return name
