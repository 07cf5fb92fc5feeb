"""Mentors for somebody, each with the reasons. Pure.

Whoever has been in a village for longer by a fair while may be one; what they bring that the newcomer lacks, being near
and coming from the same unit speak for it. Grades and test results do not enter: nobody is told by a pair how somebody
else did.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhucun.lib.skills import say_kinds

MONTHS_AHEAD = 6  # whoever came hardly earlier has little to pass on
MONTHS = 12


@dataclass(frozen=True)
class Candidate:
    """`load`: how many this person has now. `knows_villages`: has worked in the country before this posting.
    `lives_on`: the products of the team's villages."""

    key: int
    cadre: int
    since: date
    township: str
    unit: int
    load: int = 0
    skills: frozenset[str] = frozenset()
    knows_villages: bool = False
    lives_on: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Suggestion:
    key: int
    reasons: tuple[str, ...]
    load: int = 0


def suggestions(
    mentee: Candidate, mentors: Iterable[Candidate], *, most: int, declined: Collection[int] = ()
) -> list[Suggestion]:
    """The most reasons first; among equals who has fewest, then who has been there longest."""
    fitting = [one for one in mentors if one.cadre != mentee.cadre and one.load < most and one.key not in declined]
    found = [(one, _reasons(one, mentee)) for one in fitting if _months(one, mentee) >= MONTHS_AHEAD]
    ordered = sorted(found, key=lambda pair: (-len(pair[1]), pair[0].load, pair[0].since, pair[0].key))
    return [Suggestion(one.key, reasons, one.load) for one, reasons in ordered]


def _months(mentor: Candidate, mentee: Candidate) -> int:
    """Whole months between the two days of arrival."""
    came, later = mentor.since, mentee.since
    return (later.year - came.year) * MONTHS + later.month - came.month - (later.day < came.day)


def _same(mentor: Candidate, mentee: Candidate) -> str:
    both = sorted(mentor.lives_on & mentee.lives_on)
    return f"村里都在做{both[0]}" if both else ""


def _reasons(mentor: Candidate, mentee: Candidate) -> tuple[str, ...]:
    """What one has and the other lacks, then what makes it easy to meet."""
    more = [kind for kind in mentor.skills if kind not in mentee.skills]
    said: Sequence[str] = (
        f"早到村 {_months(mentor, mentee)} 个月",
        f"会{say_kinds(more)}，正好补上" if more else "",
        "有农村工作经历，新来的没有" if mentor.knows_villages and not mentee.knows_villages else "",
        _same(mentor, mentee),
        "同一个乡镇" if mentor.township == mentee.township else "",
        "同一个派出单位" if mentor.unit == mentee.unit else "",
    )
    return tuple(one for one in said if one)
