"""What tallies say: of one session for its page, of a whole cycle for an assessment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.amounts import shown_hundredths
from zhucun.oversight.rating import rules
from zhucun.oversight.rating.models import RatingSession, RatingTally
from zhucun.oversight.rating.rules import SIDES, TOGETHER, SessionState

TEAM, POSTING = "team", "posting"
Subject = tuple[str, int]  # ("team", key) or ("posting", key)


@dataclass(frozen=True)
class Scored:
    """`hundredths` of 0 to 10 000; `votes` on which it rests."""

    hundredths: int
    votes: int


def key_of(period: str) -> str:
    """2022-Q2, as the rhythm has it, is the cycle 2022Q2."""
    return period.replace("-", "")


def scores(actor: Actor, *periods: str) -> dict[Subject, dict[str, Scored]]:
    """Subject → side (township, village, households) → score, of what is closed and counts. Two queries.

    Of several periods together it is the mean by votes.

    A pile that holds groups of two sides counts for both: what was counted together cannot be taken apart.
    """
    held = RatingSession.objects.visible_to(actor).filter(cycle__in=[key_of(one) for one in periods])
    held = held.filter(state=SessionState.CLOSED, is_void=False)
    sessions = {row.pk: row for row in held}
    tallies = RatingTally.objects.visible_to(actor).filter(session__in=held, count__gt=0).order_by()
    found: dict[Subject, dict[str, list[_Part]]] = defaultdict(lambda: defaultdict(list))
    for (session, posting, pile), counts in _by_pile(tallies).items():
        row = sessions[session]
        score = rules.worth(counts, rules.points_of(row.form))
        if score is not None:
            subject = (POSTING, posting) if posting else (TEAM, row.team_id)
            for side in sides_of(pile):
                found[subject][side].append(_Part(score, rules.votes_in(counts)))
    return {subject: {side: _pooled(parts) for side, parts in sides.items()} for subject, sides in found.items()}


@dataclass(frozen=True)
class _Part:
    score: Fraction
    votes: int


def _pooled(parts: list[_Part]) -> Scored:
    """By votes, whatever the questions were: a meeting and a survey of one side weigh as many as took part."""
    votes = sum(part.votes for part in parts)
    return Scored(rules.in_hundredths(sum((part.score * part.votes for part in parts), Fraction()) / votes), votes)


def sides_of(pile: str) -> list[str]:
    groups = set(pile.split(TOGETHER))
    return [side for side, of_side in SIDES.items() if groups & set(of_side)]


def _by_pile(tallies: QuerySet[RatingTally]) -> Mapping[tuple[int, int | None, str], dict[tuple[str, str], int]]:
    found: dict[tuple[int, int | None, str], dict[tuple[str, str], int]] = defaultdict(dict)
    for session, posting, pile, topic, answer, count in tallies.values_list(
        "session", "posting", "pile", "topic", "answer", "count"
    ):
        found[session, posting, pile][topic, answer] = count
    return found


@dataclass(frozen=True)
class Judged:
    """The team, or one of its members, with what each pile came to."""

    key: int | None
    name: str
    piles: list["Counted"]

    @property
    def is_entered(self) -> bool:
        return any(pile.votes for pile in self.piles)


@dataclass(frozen=True)
class Counted:
    pile: str
    label: str
    ballots: int
    counts: Mapping[tuple[str, str], int]
    score: Fraction | None
    topics: Sequence[Mapping[str, Any]]

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """(Topic, [(answer, how many)]) as a table shows them."""
        return [
            (
                topic["text"],
                [(one["label"], self.counts.get((topic["key"], one["key"]), 0)) for one in topic["answers"]],
            )
            for topic in self.topics
        ]

    @property
    def votes(self) -> int:
        return rules.votes_in(self.counts)

    @property
    def hundredths(self) -> int | None:
        return None if self.score is None else rules.in_hundredths(self.score)

    @property
    def shown(self) -> str:
        return "—" if self.hundredths is None else shown_hundredths(self.hundredths)


def judged_in(row: RatingSession, actor: Actor) -> list[Judged]:
    """Those whose tallies this person may see: the team first, its members in the order in which they came."""
    by_pile = _by_pile(RatingTally.objects.visible_to(actor).filter(session=row).order_by())
    keys: list[int | None] = [None, *sorted({posting for _, posting, _ in by_pile if posting})]
    names = _names(key for key in keys if key)
    points = rules.points_of(row.form)
    return [
        Judged(key, names.get(key, row.team.name) if key else row.team.name, _piles(row, key, by_pile, points))
        for key in keys
    ]


def _names(keys: Iterable[int]) -> dict[int, str]:
    return dict(Posting.objects.filter(pk__in=list(keys)).values_list("pk", "cadre__person__name"))


def _piles(row: RatingSession, key: int | None, by_pile: Mapping, points: Mapping[str, int]) -> list[Counted]:
    found = ((pile, by_pile.get((row.pk, key, pile.key), {})) for pile in row.all_piles)
    return [
        Counted(pile.key, pile.label, pile.ballots, counts, rules.worth(counts, points), row.form["topics"])
        for pile, counts in found
    ]
