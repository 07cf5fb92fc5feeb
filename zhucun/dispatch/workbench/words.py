"""The solver's terms in the county's words: what a change makes better or worse, how a person is introduced."""

import re
from collections import Counter
from collections.abc import Iterable

from zhucun.dispatch.formation.stored import Read
from zhucun.lib.searching import is_spelt, is_spelt_like
from zhucun.solver.problem import Candidate, Limits
from zhucun.solver.scoring import Term


def is_called(read: Read, team: str, text: str) -> bool:
    """By the village, the unit behind it or somebody's name; by the first letters of their sounds too."""
    names = [read.team[team].name, *(read.candidate[one].name for one in read.members[team])]
    unit = read.backer(team)
    names += [read.unit[unit].name] if unit in read.unit else []
    return any(text in name or (is_spelt(text) and is_spelt_like(name, text)) for name in names)


def unit_of(read: Read, person: str) -> str:
    unit = read.candidate[person].unit
    return read.unit[unit].name if unit in read.unit else ""


def is_person_called(read: Read, person: str, text: str) -> bool:
    name = read.candidate[person].name
    return text in name or text in unit_of(read, person) or (is_spelt(text) and is_spelt_like(name, text))


SIDE = {"old": "老", "young": "新", "deep": "深", "shallow": "浅"}
MONTHS = 12
NO_BREAK = "\u00a0"


def is_on(side: str, one: Candidate, limits: Limits) -> bool:
    return {
        "old": one.age >= limits.old_age,
        "young": one.age < limits.young_age,
        "deep": one.rural_months >= limits.deep_months,
        "shallow": one.rural_months < limits.shallow_months,
    }[side]


def of_term(term: Term, read: Read, *, is_gain: bool) -> str:
    team = read.team[term.team].name if term.team else ""
    if term.wish in SIDE:
        return f"{team}{'有' if is_gain else '没有'}“{SIDE[term.wish]}”了"
    if term.wish == "fair_share":
        return f"{read.unit[term.unit].name}派的人{'不再多' if is_gain else '比应派的多'} 1 人"
    if term.wish == "mates_apart":
        return f"{team}里{read.unit[term.unit].name}的人{'分开了' if is_gain else '多了 1 人'}"
    if not term.person:
        return f"{team}的后盾单位{'更合适' if is_gain else '不如原来合适'}"
    return _of_person(term, read, team, is_gain=is_gain)


def _of_person(term: Term, read: Read, team: str, *, is_gain: bool) -> str:
    one = read.candidate[term.person]
    skills = "、".join(read.problem.label(kind) for kind in term.detail)
    unit = read.unit[one.unit].name if one.unit in read.unit else ""
    said = {
        "skill": (f"{team}有了懂{skills}的{one.name}", f"{team}少了懂{skills}的{one.name}"),
        "unit_kind": (f"{unit}的业务对得上{team}", f"{team}少了对路单位{unit}的{one.name}"),
        "own_unit": (f"{team}多了后盾单位的{one.name}", f"{team}少了后盾单位的{one.name}"),
        "distance": (f"{one.name}不用再去离家远的{team}", f"{one.name}到{team}，离家远了"),
        "stay": (f"{one.name}留在{team}不动", f"{one.name}要离开现在的{team}"),
        "secretary": (f"{team}的第一书记更合适", f"{team}的第一书记不如原来合适"),
        "stay_secretary": (f"{one.name}接着任{team}第一书记", f"{one.name}不再任{team}第一书记"),
    }
    return said[term.wish][0 if is_gain else 1]


NETTED = {"secretary", "own_unit", "unit_kind"}  # one who comes makes up for one who goes


def netted(terms: Iterable[Term]) -> list[Term]:
    """Of a team the sum of what comes and goes, where it does not matter by whom; what is even is not said."""
    terms = list(terms)
    left: Counter[tuple[str, str]] = Counter()
    for term in terms:
        left[term.wish, term.team] += term.points
    kept: dict[tuple[str, ...], Term] = {}
    for term in terms:
        of_team = (term.wish, term.team)
        if term.wish not in NETTED:
            kept[(*of_team, term.person, term.unit)] = term
        elif left[of_team] * term.points > 0:
            kept.setdefault(of_team, term)
    return list(kept.values())


def each_once(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sentences))


def years(months: int) -> str:
    """农村 4 年; under a year 不满 1 年."""
    whole = months // MONTHS
    return f"{whole} 年" if whole else "不满 1 年" if months else "没有"


def rural_of(one: Candidate, unknown: dict[str, list[str]]) -> str:
    return "不详" if "rural" in unknown.get(one.id, ()) else years(one.rural_months)


def age_of(one: Candidate, unknown: dict[str, list[str]]) -> str:
    return "年龄不详" if "age" in unknown.get(one.id, ()) else f"{one.age} 岁"


def in_short(one: Candidate, unknown: dict[str, list[str]]) -> str:
    """Broken into lines between the two, not within."""
    return " · ".join(said.replace(" ", NO_BREAK) for said in (age_of(one, unknown), f"农村 {rural_of(one, unknown)}"))


UNSAID = ("任第一书记，合适程度", "已经锁定在这支队")
POINTS = re.compile(r"（[+-]\d+）")


def plain(reasons: Iterable[str]) -> list[str]:
    """A person's reasons without their points; how fit somebody is thought to be is no sentence for a page, and a lock
    has its mark."""
    return [POINTS.sub("", said) for said in reasons if not said.startswith(UNSAID)]
