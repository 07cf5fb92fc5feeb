"""Permissions and pure decisions of the links between people and households."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("link.see", "看党员联户")
KEEP = permission("link.keep", "维护党员联户")
FAR = 99  # groups of which nothing is known, or whose names have no number


class Kind(TextChoices):
    """What somebody is who keeps in touch with households."""

    PARTY_MEMBER = "party_member", "党员"
    CADRE = "cadre", "村干部"
    GROUP_HEAD = "group_head", "组长"
    WORTHY = "worthy", "乡贤"
    VOLUNTEER = "volunteer", "志愿者"
    OTHER = "other", "其他"


def must_not_be_ahead(day: date, today: date, *, field: str = "since") -> None:
    if day > today:
        raise Refused(f"{day.year}年{day.month}月{day.day}日还没到。写实际开始的那天。", field=field)


def must_be_of_the_village(what: str, village: int, name: str, own: int) -> None:
    if village != own:
        raise Refused(f"{what}不在{name}。联户要在一个村里。", field="household", rule="R-TASK-08")


# ── suggestions ──


@dataclass(frozen=True)
class Holder:
    """Somebody who keeps in touch with households, as the suggestions see them."""

    key: int
    name: str
    group: int | None
    most: int


@dataclass(frozen=True)
class Home:
    key: int
    group: int | None
    holder: int | None  # who keeps in touch with it now


@dataclass(frozen=True)
class Move:
    """A household goes to somebody, from somebody or from nobody."""

    home: int
    to: int
    of: int | None
    why: str


@dataclass
class _Village:
    """Loads while moves are thought out; how far apart two groups are."""

    holders: Sequence[Holder]
    numbers: Mapping[int, int | None]  # group → the number in its name
    load: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def apart(self, one: int | None, other: int | None) -> int:
        """Groups are numbered along the valley: the difference is how far one walks."""
        if one is None or other is None:
            return FAR
        if one == other:
            return 0
        first, second = self.numbers.get(one), self.numbers.get(other)
        return FAR if first is None or second is None else max(1, abs(first - second))

    def nearest_with_room(self, home: Home) -> Holder | None:
        """In the same group first, then the nearest; of those as near whoever has fewest, then by number."""
        room = [one for one in self.holders if self.load[one.key] < one.most and one.key != home.holder]
        return min(room, key=lambda one: (self.apart(one.group, home.group), self.load[one.key], one.key), default=None)

    def give(self, home: Home, to: Holder, why: str) -> Move:
        if home.holder is not None:
            self.load[home.holder] -= 1
        self.load[to.key] += 1
        return Move(home.key, to.key, home.holder, why)


def balanced(holders: Sequence[Holder], homes: Iterable[Home], numbers: Mapping[int, int | None]) -> list[Move]:
    """First who has too many gives away what is farthest, then each household without anybody gets the nearest with
    room. Nobody gets more than their bound; the same village gives the same moves (R-TASK-08)."""
    village, homes = _Village(sorted(holders, key=lambda one: one.key), numbers), sorted(homes, key=lambda one: one.key)
    of: dict[int, list[Home]] = defaultdict(list)
    for home in homes:
        if home.holder is not None:
            village.load[home.holder] += 1
            of[home.holder].append(home)
    moves = []
    for holder in village.holders:
        moves += _relieved(village, holder, of[holder.key])
    for home in homes:
        if home.holder is None and (to := village.nearest_with_room(home)):
            moves.append(village.give(home, to, "没有人联"))
    return moves


def _relieved(village: _Village, holder: Holder, homes: list[Home]) -> list[Move]:
    """What is farthest goes first, as long as there are too many and somebody has room."""
    farthest = sorted(homes, key=lambda home: (-village.apart(holder.group, home.group), home.key))
    moves = []
    for home in farthest:
        if village.load[holder.key] <= holder.most or (to := village.nearest_with_room(home)) is None:
            break
        moves.append(village.give(home, to, f"{holder.name}联得太多"))
    return moves
