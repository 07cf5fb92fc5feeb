"""办成的事: what a person's own records solved, on their file with its evidence (screen P5)."""

from collections.abc import Iterator

from zhucun.dispatch.roster.life import MemberFile
from zhucun.dispatch.roster.parts import Part, head_fact, member_page_parts_come_from
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import SEE, State

SHOWN = 6


@member_page_parts_come_from
def deeds(file: MemberFile) -> Iterator[Part]:
    """The latest first; two queries, one where there is none. It is a list of what was done and no score."""
    if not (file.postings and file.actor.may(SEE)):
        return
    rows = UrgentMatter.objects.visible_to(file.actor).filter(record__posting__in=file.keys, state=State.DONE)
    latest = list(rows.select_related("place").order_by("-done_on", "-pk")[: SHOWN + 1])
    if not latest:
        return
    count = len(latest) if len(latest) <= SHOWN else rows.count()
    yield Part(
        "six_ones/handling/pages/_member_card.html", {"rows": latest[:SHOWN], "count": count}, order=25, is_aside=True
    )
    yield head_fact("办成实事", f"{count} 件", order=30, url="#deeds")
