"""What makes a problem unsolvable or wrongly put, in words, before anything is solved.

`in_words` finds slips of the pen, locks against each other and against hard rules, and people missing by count; each
sentence names the smallest set it found. What only all rules together rule out shows after solving: `left_open` says
it from what no plan could keep.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from zhucun.solver.locks import lock_conflicts
from zhucun.solver.matching import Shortage, shortages
from zhucun.solver.problem import BOUND, FREE, Candidate, Problem, Team

MOST_MEMBERS = 8
MOST_WEIGHT = 1_000
MOST_NEED = 20
NAMED = 12  # as many names stand in a sentence; the rest as a number


def in_words(problem: Problem) -> list[str]:
    """Empty when a search may begin. Slips are said first, since what follows from them would only confuse."""
    return list(_slips(problem)) or [*lock_conflicts(problem), *_missing_people(problem)]


def contradictions(problem: Problem) -> list[str]:
    """Without the people who are missing: a search may begin and leave open what cannot be filled."""
    return list(_slips(problem)) or list(lock_conflicts(problem))


# ── slips of the pen ──


def _slips(problem: Problem) -> Iterator[str]:
    yield from _empty(problem)
    yield from _duplicates("人员", [c.id for c in problem.candidates])
    yield from _duplicates("队", [t.id for t in problem.teams])
    yield from _duplicates("单位", [u.id for u in problem.units])
    yield from _unknown_ids(problem)
    yield from _sizes(problem)
    yield from _weights(problem)
    yield from _places_twice(problem)


def _empty(problem: Problem) -> Iterator[str]:
    if not problem.teams:
        yield "没有一支队，没有什么要排。"
    if not problem.candidates:
        yield "候选人名单是空的。"
    if problem.mode not in (BOUND, FREE):
        yield f"没有“{problem.mode}”这种排法：写 {BOUND}（单位定点）或 {FREE}（全县统排）。"


def _duplicates(what: str, ids: Sequence[str]) -> Iterator[str]:
    for one, count in Counter(ids).items():
        if count > 1:
            yield f"{what}编号 {one} 写了 {count} 次，只能有一个。"
        if not one:
            yield f"有 {count} 条{what}没有编号。"


def _unknown_ids(problem: Problem) -> Iterator[str]:
    people, teams, units = (
        {thing.id for thing in things} for things in (problem.candidates, problem.teams, problem.units)
    )
    named = [
        *((f"{c.name}的单位", "单位", c.unit, units) for c in problem.candidates if c.unit),
        *((f"{t.name}的后盾单位", "单位", t.unit, units) for t in problem.teams if t.unit),
        *(("锁定的人", "人", lock.candidate, people) for lock in problem.locks),
        *(("锁定的队", "队", lock.team, teams) for lock in problem.locks),
        *(("不许去的人", "人", p.candidate, people) for p in problem.prohibitions),
        *(("不许去的队", "队", p.team, teams) for p in problem.prohibitions),
        *(("不编在一起的人", "人", one, people) for pair in problem.apart for one in pair),
    ]
    for where, what, one, known in named:
        if one not in known:
            yield f"{where}写的是 {one}，没有编号为 {one} 的{what}。"
    for one, other in problem.apart:
        if one == other:
            yield f"不编在一起的两个人写成了同一个：{one}。"


def _sizes(problem: Problem) -> Iterator[str]:
    for team in problem.teams:
        if not 1 <= team.least <= team.most:
            yield f"{team.name}的人数写成了 {team.least} 到 {team.most}：至少 1 人，上限不低于下限。"
        elif team.most > MOST_MEMBERS:
            yield f"{team.name}的上限是 {team.most} 人，一支队最多排 {MOST_MEMBERS} 人。"
        for kind, weight in team.needs.items():
            if not 0 <= weight <= MOST_NEED:
                yield f"{team.name}的需求“{problem.label(kind)}”分量是 {weight}，要在 0 到 {MOST_NEED} 之间。"
    for unit in problem.units:
        if min(unit.staff, unit.may_take, 0 if unit.most is None else unit.most) < 0:
            yield f"{unit.name}的人数、最多派几人、最多后盾几队都不能是负数。"


def _weights(problem: Problem) -> Iterator[str]:
    for name, value in vars(problem.weights).items():
        if not 0 <= value <= MOST_WEIGHT:
            yield f"分量 {name} 是 {value}，要在 0（不管这一条）到 {MOST_WEIGHT} 之间。"


def _places_twice(problem: Problem) -> Iterator[str]:
    for place, count in Counter(place for team in problem.teams for place in team.places).items():
        if count > 1:
            yield f"地方 {place} 写在 {count} 支队里，只能归一支队。"


# ── too few people ──


def _missing_people(problem: Problem) -> Iterator[str]:
    free = {c.id: c for c in problem.candidates if c.is_available}
    seats = sum(team.least for team in problem.teams)
    if len(free) < seats:
        yield f"要 {seats} 人，能派的只有 {len(free)} 人，缺 {seats - len(free)} 人。"
    can_go = _Going(problem, free)
    yield from _no_leads(problem, can_go)
    yield from _no_own(problem, can_go)
    yield from _units_can_take(problem)
    if len(free) >= seats:
        yield from _no_seats(problem, can_go)
        yield from _caps(problem, free, seats)


class _Going:
    """Who may sit in which team, by hard rules of the two alone."""

    def __init__(self, problem: Problem, free: Mapping[str, Candidate]) -> None:
        self.free = free
        self.not_there = {(p.candidate, p.team) for p in problem.prohibitions}
        self.only_there = {lock.candidate: lock.team for lock in problem.locks}

    def to(self, team: Team, people: Sequence[Candidate]) -> set[str]:
        return {c.id for c in people if self._may(c, team)}

    def _may(self, candidate: Candidate, team: Team) -> bool:
        is_barred = (candidate.home and candidate.home in team.places) or team.id in candidate.barred_from
        is_elsewhere = self.only_there.get(candidate.id, team.id) != team.id
        return not (is_barred or is_elsewhere or (candidate.id, team.id) in self.not_there)


def _no_leads(problem: Problem, going: _Going) -> Iterator[str]:
    leads = [c for c in going.free.values() if c.may_be_secretary(problem.limits)]
    named = {lock.team: {lock.candidate} for lock in problem.locks if lock.as_secretary}
    for shortage in shortages({team.id: named.get(team.id) or going.to(team, leads) for team in problem.teams}):
        yield _said(problem, shortage, "能任第一书记的人")


def _no_own(problem: Problem, going: _Going) -> Iterator[str]:
    if problem.mode != BOUND:
        return
    of_unit: dict[str, list[Candidate]] = {}
    for candidate in going.free.values():
        of_unit.setdefault(candidate.unit, []).append(candidate)
    for unit in problem.units:
        bound = [team for team in problem.teams if team.unit == unit.id]
        for shortage in shortages({team.id: going.to(team, of_unit.get(unit.id, [])) for team in bound}):
            yield _said(problem, shortage, f"后盾单位{unit.name}能派的人")


def _no_seats(problem: Problem, going: _Going) -> Iterator[str]:
    people = list(going.free.values())
    to = {team.id: going.to(team, people) for team in problem.teams}
    options = {(team.id, seat): to[team.id] for team in problem.teams for seat in range(team.least)}
    for shortage in shortages(options):
        places, without = (
            list(dict.fromkeys(team for team, _ in some)) for some in (shortage.places, shortage.without)
        )
        yield _said(problem, Shortage(places, shortage.people, without), "能去的人", seats=len(shortage.places))


def _said(problem: Problem, shortage: Shortage[str], who: str, seats: int = 0) -> str:
    places, without = (
        [problem.teams[problem.team_at[t]].name for t in some] for some in (shortage.places, shortage.without)
    )
    needed = seats or len(places)
    have = f"只有 {len(shortage.people)} 人" if shortage.people else "一个也没有"
    of = f"{listed(places)}要 {needed} 人" if len(places) <= NAMED else f"{len(places)} 支队要 {needed} 人"
    which = f"排不上的有：{'、'.join(without)}。" if shortage.people else ""
    return f"缺 {needed - len(shortage.people)} 名{who}：{of}，{have}。{which}"


def _caps(problem: Problem, free: Mapping[str, Candidate], seats: int) -> Iterator[str]:
    count = Counter(c.unit for c in free.values())
    most = {unit.id: unit.most for unit in problem.units}
    can_send = sum(n if most.get(unit) is None else min(n, most[unit] or 0) for unit, n in count.items())
    if can_send < seats:
        yield f"各单位最多能派的加起来是 {can_send} 人，要 {seats} 人，缺 {seats - can_send} 人。"
    bound = Counter(team.unit for team in problem.teams if team.unit)
    for unit in problem.units if problem.mode == BOUND else ():
        if unit.most is not None and bound[unit.id] > unit.most:
            yield f"{unit.name}是 {bound[unit.id]} 支队的后盾，每支至少派 1 人，却最多只许派 {unit.most} 人。"


def _units_can_take(problem: Problem) -> Iterator[str]:
    if problem.mode != BOUND or not problem.units:
        return
    bound: dict[str, list[str]] = {}
    for team in problem.teams:
        if team.unit:
            bound.setdefault(team.unit, []).append(team.name)
    for unit in problem.units:
        if len(names := bound.get(unit.id, [])) > unit.may_take:
            yield f"{unit.name}只能做 {unit.may_take} 支队的后盾，却写在 {len(names)} 支队上：{listed(names)}。"
    seeking = [team.name for team in problem.teams if not team.unit]
    room = sum(max(0, unit.may_take - len(bound.get(unit.id, []))) for unit in problem.units)
    if room < len(seeking):
        yield f"还有 {len(seeking)} 支队没有后盾单位，各单位合起来只能再做 {room} 支的后盾：{listed(seeking)}。"


# ── after solving ──

LEFT_OPEN = {
    "short": "排不满，缺 {n} 人",
    "leaderless": "没有能任第一书记的人",
    "unsent": "派不出后盾单位自己的人",
    "lock": "锁定和别的硬规则碰在一起，排不上",
}


def left_open(problem: Problem, broken: Mapping[str, Sequence[str]]) -> list[str]:
    """What the best plan found could not keep, team by team, in words."""
    name_of = {team.id: team.name for team in problem.teams} | {c.id: c.name for c in problem.candidates}
    said = []
    for rule, places in broken.items():
        names = [name_of[place.split("@")[0]] for place in dict.fromkeys(places)]
        said.append(f"{listed(names)}{LEFT_OPEN[rule].format(n=len(places))}。")
    return said


def listed(names: Sequence[str]) -> str:
    rest = f"等 {len(names)} 个" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + rest
