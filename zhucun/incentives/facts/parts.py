"""The way from a person's file to their 事实单, for whoever may print it."""

from collections.abc import Iterator

from zhucun.dispatch.roster.life import MemberFile
from zhucun.dispatch.roster.parts import Part, member_page_parts_come_from
from zhucun.incentives.facts.rules import PRINT


@member_page_parts_come_from
def button(file: MemberFile) -> Iterator[Part]:
    """Who reaches the file by a permission of another reach may not print it."""
    reach = file.actor.scope(PRINT)
    if file.cadre.pk in reach.cadre or reach.covers_place(file.cadre.county_code):
        yield Part("incentives/facts/pages/_button.html", {"cadre_id": file.cadre.pk}, is_button=True)
