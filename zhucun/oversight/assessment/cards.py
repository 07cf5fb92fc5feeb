"""The latest grade at the head of a person's file (screen P5)."""

from collections.abc import Iterable

from zhucun.dispatch.roster.life import MemberFile
from zhucun.dispatch.roster.parts import Part, head_fact, member_page_parts_come_from
from zhucun.oversight.assessment.life_lane import grades


@member_page_parts_come_from
def latest_grade(file: MemberFile) -> Iterable[Part]:
    """As it was written down; nothing where nobody was graded yet."""
    found = list(grades(file))
    if not found:
        return []
    last = max(found, key=lambda thing: thing.on)
    return [head_fact("考核", last.short, order=40, url=last.url)]
