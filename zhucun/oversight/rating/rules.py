"""Permissions, states, which piles of votes are put together, and what tallies are worth. Pure but for the refusal.

Nobody's vote may be found out (R-ASS-12), so small groups are not merged when read: their papers are put on one pile
before anybody counts them, and what was never counted apart is stored nowhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("rating.see", "看民主测评结果")
HOLD = permission("rating.hold", "办民主测评、计票")

HUNDREDTHS = 100
TOGETHER = "+"  # joins the groups of a pile in its key

MOST_PHOTOS = 4  # of the sheet on which a meeting was counted


class RatingKind(TextChoices):
    """A meeting judges team and members on paper; a survey asks villagers by slips with a code."""

    MEETING = "meeting", "民主测评"
    SURVEY = "survey", "群众评一评"


class SessionState(TextChoices):
    OPEN = "open", "在办"
    GATHERED = "gathered", "等计票"
    CLOSED = "closed", "办完了"
    CANCELLED = "cancelled", "不办了"


class Group(TextChoices):
    """Who votes, in the order in which they are put together: the next one is the nearest."""

    TOWNSHIP_CADRE = "township_cadre", "乡镇干部"
    VILLAGE_CADRE = "village_cadre", "村干部"
    PARTY_MEMBER = "party_member", "党员代表"
    HOUSEHOLD = "household", "群众代表"


SIDES = {  # whose judgement it is in an assessment (R-ASS-03)
    "township": (Group.TOWNSHIP_CADRE,),
    "village": (Group.VILLAGE_CADRE, Group.PARTY_MEMBER),
    "households": (Group.HOUSEHOLD,),
}
FLOW = Flow(
    "rating_session",
    {
        "gather": move(SessionState.OPEN, to=SessionState.GATHERED, needs=HOLD),
        "close": move((SessionState.OPEN, SessionState.GATHERED), to=SessionState.CLOSED, needs=HOLD),
        "cancel": move((SessionState.OPEN, SessionState.GATHERED), to=SessionState.CANCELLED, needs=HOLD, duty=False),
    },
)


@dataclass(frozen=True)
class Pile:
    """Papers that are counted together."""

    groups: tuple[str, ...]
    ballots: int

    @property
    def key(self) -> str:
        return TOGETHER.join(self.groups)

    @property
    def label(self) -> str:
        return label_of(self.key)

    def with_(self, other: "Pile") -> "Pile":
        order = [*Group.values]
        return Pile(tuple(sorted((*self.groups, *other.groups), key=order.index)), self.ballots + other.ballots)


def label_of(key: str) -> str:
    return "、".join(Group(one).label for one in key.split(TOGETHER))


def piles_of(ballots: Mapping[str, int], smallest: int) -> list[Pile]:
    """A group of fewer than `smallest` papers goes onto its nearest pile; all of them too few are not counted."""
    piles = [Pile((group,), ballots[group]) for group in Group.values if ballots.get(group)]
    total = sum(pile.ballots for pile in piles)
    if total < smallest:
        sentence = f"一共才 {total} 张，不到 {smallest} 张会认得出人，不能计票。再请几位，或者这次不办。"
        raise Refused(sentence, rule="R-ASS-12")
    while small := next((pile for pile in piles if pile.ballots < smallest), None):
        other = _nearest(small, piles)
        at = min(piles.index(small), piles.index(other))
        joined = small.with_(other)
        piles = [pile for pile in piles if pile not in (small, other)]
        piles.insert(at, joined)
    return piles


def _nearest(pile: Pile, piles: Sequence[Pile]) -> Pile:
    """Of the same side first, then the one after, then the one before."""
    others = [one for one in piles if one is not pile]
    same = (one for one in others if _sides(one) & _sides(pile))
    after = (one for one in piles[piles.index(pile) + 1 :])
    return next(same, None) or next(after, None) or others[-1]


def _sides(pile: Pile) -> set[str]:
    return {side for side, groups in SIDES.items() if set(groups) & set(pile.groups)}


Counts = Mapping[tuple[str, str], int]  # (topic, answer) → how many


def worth(counts: Counts, points: Mapping[str, int]) -> Fraction | None:
    """The mean over the topics of each topic's mean, 0 to 100; None where nobody answered."""
    topics: dict[str, tuple[int, int]] = {}
    for (topic, answer), count in counts.items():
        if answer in points and count:
            total, votes = topics.get(topic, (0, 0))
            topics[topic] = (total + points[answer] * count, votes + count)
    means = [Fraction(total, votes) for total, votes in topics.values()]
    return sum(means, Fraction()) / len(means) if means else None


def in_hundredths(score: Fraction) -> int:
    """Rounded once, a half up."""
    return int(score * HUNDREDTHS + Fraction(1, 2))


def votes_in(counts: Counts) -> int:
    """How many papers said anything: of the topic that most answered."""
    by_topic: dict[str, int] = {}
    for (topic, _), count in counts.items():
        by_topic[topic] = by_topic.get(topic, 0) + count
    return max(by_topic.values(), default=0)


def must_fit(counts: Counts, ballots: int, known: Iterable[tuple[str, str]]) -> None:
    """No topic has more marks than there were papers."""
    cells = set(known)
    if not set(counts) <= cells or any(count < 0 for count in counts.values()):
        raise Refused("票上没有这一格。请重新打开页面再填。")
    if (most := votes_in(counts)) > ballots:
        raise Refused(f"一项里记了 {most} 票，可是只有 {ballots} 张票。再数一遍。")


def cells_of(form: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(topic, answer) of every box of a frozen form."""
    return [(topic["key"], answer["key"]) for topic in form["topics"] for answer in topic["answers"]]


def points_of(form: Mapping[str, Any]) -> dict[str, int]:
    return {
        answer["key"]: answer["points"]
        for topic in form["topics"]
        for answer in topic["answers"]
        if answer["points"] is not None
    }
