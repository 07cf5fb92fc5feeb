"""Which statements ask: where two sides differ and nobody has settled it, or the member differs from the township."""

from collections import defaultdict
from collections.abc import Collection

from zhucun.lib import halves
from zhucun.oversight.attendance.models import DayMark, DayStatement
from zhucun.oversight.attendance.rules import Side
from zhucun.oversight.attendance.truth import Terms, truth
from zhucun.policy.attendance import UNDECIDED

Word = tuple[str, int]  # category and statement


def ask_again(postings: Collection[int], since: int, until: int, terms: Terms) -> set[int]:
    """Write anew which statements that touch the span ask; the keys of those that do."""
    near = list(DayStatement.objects.standing().filter(posting__in=postings).touching(since, until))
    if not any(row.asks or row.side != Side.MEMBER or row.category == UNDECIDED for row in near):
        return set()
    words = _words(near)
    asking = {row.pk for row in near if asks(row, words[row.posting_id], terms)}
    for flag in (True, False):
        changed = [row.pk for row in near if row.asks != flag and (row.pk in asking) == flag]
        if changed:
            DayStatement.objects.filter(pk__in=changed).update(asks=flag)
    return asking


def _words(near: Collection[DayStatement]) -> dict[int, dict[int, dict[str, Word]]]:
    """Posting → half-day → side → word, over all that these statements touch."""
    since, until = min(row.since_half for row in near), max(row.until_half for row in near)
    marks = DayMark.objects.filter(posting__in={row.posting_id for row in near}, half__gte=since, half__lt=until)
    words: dict[int, dict[int, dict[str, Word]]] = defaultdict(lambda: defaultdict(dict))
    for posting, half, side, category, statement in marks.values_list(
        "posting", "half", "side", "category", "statement"
    ):
        words[posting][half][side] = category, statement
    return words


def asks(row: DayStatement, words: dict[int, dict[str, Word]], terms: Terms) -> bool:
    """The township's own word never asks; the village's does where it stands against the member's and nothing settles
    it, the member's where it was said after the township's and differs from it, or was left open."""
    if row.side == Side.TOWNSHIP:
        return False
    stands_against = _village_asks if row.side == Side.VILLAGE else _member_asks
    return any(
        stands_against(row, half, said, terms)
        for half, said in words.items()
        if said.get(row.side, ("", 0))[1] == row.pk
    )


def _village_asks(row: DayStatement, half: int, said: dict[str, Word], terms: Terms) -> bool:
    default = terms.default(halves.day_of(half))
    member = said.get(Side.MEMBER, (default, 0))[0]
    return Side.TOWNSHIP not in said and truth(default, member=member, village=row.category) == UNDECIDED


def _member_asks(row: DayStatement, half: int, said: dict[str, Word], terms: Terms) -> bool:
    if row.category == UNDECIDED:  # left open by the house
        return Side.TOWNSHIP not in said
    category, statement = said.get(Side.TOWNSHIP, (row.category, 0))
    return category != row.category and statement < row.pk
