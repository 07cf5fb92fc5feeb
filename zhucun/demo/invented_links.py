"""Households of the villages where a team is, and who of the village keeps in touch with which, as values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhucun.demo.invented import Dice
from zhucun.demo.invented_names import GENERATIONS, RARE_SURNAMES, YAO_SURNAMES
from zhucun.demo.invented_places import YAO_TOWNSHIPS

LINKERS, LINKED = 3925, 11654  # on the county's day, as the report prints them
LINKED_ON = date(2022, 3, 18)
MOVED_ON = date(2022, 6, 20)
MOVED_EVERY = 130  # of the links, one changed hands
SEED = 20220318
GROUPS, PERSONS = (4, 8), (2, 6)
IDLE_EVERY, HEAVY_EVERY, EX_POOR = 90, 310, 12  # per so many people; per cent of households
LOADS = (1, 2, 2, 3, 3, 3, 3, 4, 4, 5)
KINDS = ("party_member",) * 14 + ("cadre",) * 3 + ("group_head",) * 2 + ("worthy",)
SURNAMES = "李 王 唐 蒋 周 刘 陈 黄 张 杨 邓 何 欧阳 郑 骆 柏 胡 罗 谢 廖 雷 石 潘 吴 程 田 曾 彭 肖 宋".split()
MEN = [name for _, men, _ in GENERATIONS[:2] for name in men.split()]
WOMEN = [name for _, _, women in GENERATIONS[:2] for name in women.split()]


@dataclass(frozen=True)
class Home:
    village: str
    group: int
    head: str
    persons: int
    is_ex_poor: bool


@dataclass(frozen=True)
class Keeper:
    """`homes` are numbers in the list of all homes."""

    village: str
    group: int
    name: str
    kind: str
    age: str
    homes: range


@dataclass(frozen=True)
class Told:
    groups: dict[str, int]
    homes: list[Home]
    keepers: list[Keeper]


def invent_links(villages: Sequence[str], groups: Mapping[str, int]) -> Told:
    """`groups` are those the villages have already; every village gets its share of people and households."""
    dice = Dice(SEED)
    numbered = {code: groups.get(code) or dice.between(*GROUPS) for code in villages}
    homes: list[Home] = []
    keepers: list[Keeper] = []
    loads = iter(_loads(dice))
    for at, code in enumerate(villages):
        names, share = _names(dice, code), (LINKERS + at) // len(villages)
        for _ in range(share):
            keepers.append(_keeper(dice, code, numbered[code], next(names), next(loads), homes, names))
        homes += (_home(dice, code, dice.between(1, numbered[code]), next(names)) for _ in range(dice.below(3)))
    idle = [
        _keeper(dice, code, numbered[code], f"{dice.pick(SURNAMES)}志学", 0, homes, iter(())) for code in _few(villages)
    ]
    return Told(numbered, homes, [*keepers, *idle])


def _few(villages: Sequence[str]) -> Sequence[str]:
    return villages[:: max(1, len(villages) * IDLE_EVERY // LINKERS)]


def _loads(dice: Dice) -> list[int]:
    """As many as people, which come to the number of households."""
    loads = [dice.pick(LOADS) for _ in range(LINKERS)]
    for at in range(HEAVY_EVERY, LINKERS, HEAVY_EVERY):
        loads[at] = 11 + at % 3
    missing, at = LINKED - sum(loads), 0
    while missing:
        step = 1 if missing > 0 else -1
        if 1 < loads[at] < 5 and 1 <= loads[at] + step <= 5:
            loads[at] += step
            missing -= step
        at = (at + 7) % LINKERS
    return loads


def _keeper(
    dice: Dice, code: str, groups: int, name: str, load: int, homes: list[Home], names: Iterator[str]
) -> Keeper:
    group, first = dice.between(1, groups), len(homes)
    homes += (_home(dice, code, _near(dice, group, groups), next(names)) for _ in range(load))
    age = "old" if dice.chance(30) else "young"
    return Keeper(code, group, name, dice.pick(KINDS), age, range(first, first + load))


def _near(dice: Dice, group: int, groups: int) -> int:
    return group if dice.chance(80) else min(groups, max(1, group + dice.between(-1, 1)))


def _home(dice: Dice, code: str, group: int, head: str) -> Home:
    return Home(code, group, head, dice.between(*PERSONS), dice.chance(EX_POOR))


def _names(dice: Dice, code: str) -> Iterator[str]:
    """None twice in a village."""
    surnames = YAO_SURNAMES.split() if code.startswith(YAO_TOWNSHIPS) else [*SURNAMES, *RARE_SURNAMES.split()]
    met: set[str] = set()
    while True:
        name = dice.pick(surnames) + dice.pick(WOMEN if dice.chance(18) else MEN)
        if name not in met:
            met.add(name)
            yield name
