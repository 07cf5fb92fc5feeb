"""覆盖 as arithmetic: category·place pairs, the places they lie on, the teams that serve them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhucun.org.places.rules import Tag


@dataclass(frozen=True)
class Pair:
    """A category on a place on the day, and the team that serves the place."""

    tag: str
    since: date
    basis: str
    place_id: int
    code: str
    place: str
    township: str
    team_id: int | None
    left_on: date | None = None  # when the last team left, where one did

    @property
    def is_covered(self) -> bool:
        return self.team_id is not None

    @property
    def uncovered_since(self) -> date:
        return max(self.since, self.left_on) if self.left_on else self.since


@dataclass(frozen=True)
class Serving:
    """A team at a place on the day."""

    team_id: int
    place_id: int
    code: str
    is_main: bool


@dataclass(frozen=True)
class TagLine:
    tag: str
    covered: int
    total: int

    @property
    def label(self) -> str:
        return Tag(self.tag).label

    @property
    def is_full(self) -> bool:
        return self.covered == self.total


@dataclass(frozen=True)
class Uncovered:
    """A place without a team, with the categories for which it must have one."""

    pairs: tuple[Pair, ...]

    @property
    def place(self) -> Pair:
        return self.pairs[0]

    @property
    def since(self) -> date:
        return min(pair.uncovered_since for pair in self.pairs)

    @property
    def labels(self) -> list[str]:
        return [Tag(pair.tag).label for pair in self.pairs]

    @property
    def bases(self) -> list[str]:
        return list(dict.fromkeys(pair.basis for pair in self.pairs if pair.basis))

    @property
    def is_owed_first_secretary(self) -> bool:
        """R-SEL-02."""
        return any(pair.tag == Tag.WEAK_PARTY_BRANCH for pair in self.pairs)


@dataclass(frozen=True)
class Covering:
    """`must_cover` are the categories that need a team, `groups` those that are added up in the sentence."""

    pairs: Sequence[Pair]
    servings: Sequence[Serving]
    must_cover: Sequence[str]
    groups: Sequence[str]

    @cached_property
    def lines(self) -> list[TagLine]:
        """In the county's order; a category that no place has that day is left out."""
        total = Counter(pair.tag for pair in self.pairs)
        covered = Counter(pair.tag for pair in self.pairs if pair.is_covered)
        return [TagLine(tag, covered[tag], total[tag]) for tag in self.must_cover if total[tag]]

    @cached_property
    def uncovered(self) -> list[Uncovered]:
        held: dict[int, list[Pair]] = {}
        for pair in sorted(self.pairs, key=lambda pair: pair.code):
            if not pair.is_covered:
                held.setdefault(pair.place_id, []).append(pair)
        return [Uncovered(tuple(pairs)) for pairs in held.values()]

    @cached_property
    def sum(self) -> "Sum":
        return Sum.of([pair for pair in self.pairs if pair.tag in self.groups], self.servings)


@dataclass(frozen=True)
class Sum:
    """Why there are so many teams: pairs → places → places with a team → teams."""

    kinds: int
    pairs: int
    places_with_several: int
    places: int
    uncovered: int
    teams_at_several: int
    spared: int  # places that need no team of their own, because a team serves several
    elsewhere: int  # teams of here that serve none of these places
    from_outside: int  # teams seated elsewhere that serve places here
    teams: int

    @property
    def counted_twice(self) -> int:
        return self.pairs - self.places

    @classmethod
    def of(cls, pairs: Sequence[Pair], servings: Sequence[Serving]) -> "Sum":
        held = Counter(pair.place_id for pair in pairs)
        covered = {pair.place_id for pair in pairs if pair.is_covered}
        places_of: dict[int, int] = Counter(s.team_id for s in servings if s.place_id in covered)
        seated = {serving.team_id for serving in servings if serving.is_main}
        return cls(
            kinds=len({pair.tag for pair in pairs}),
            pairs=len(pairs),
            places_with_several=_more_than_once(held.values()),
            places=len(held),
            uncovered=len(held) - len(covered),
            teams_at_several=_more_than_once(places_of.values()),
            spared=len(covered) - len(places_of),
            elsewhere=len(seated - set(places_of)),
            from_outside=len(set(places_of) - seated),
            teams=len(seated),
        )


def _more_than_once(counts: Iterable[int]) -> int:
    return sum(count > 1 for count in counts)
