"""What was announced of a person, on their file (P5): a card, and things in the lane of 用."""

from collections.abc import Iterator

from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile, lanes_are_told_by
from zhucun.dispatch.roster.parts import Part, member_page_parts_come_from
from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.incentives.outcomes.rules import SEE
from zhucun.lib.lanes import Lane, Look, Thing


def announced(file: MemberFile) -> list[AnnouncedOutcome]:
    """The latest first; read once for card and lane."""
    if not (file.postings and file.actor.may(SEE)):
        return []
    seen = AnnouncedOutcome.objects.visible_to(file.actor).standing()
    return list(seen.filter(cadre=file.cadre).order_by("-on", "-pk"))


@member_page_parts_come_from
def of_member(file: MemberFile) -> Iterator[Part]:
    if rows := file.once(announced):
        yield Part("incentives/announcing/pages/_card.html", {"rows": rows}, order=65, is_aside=True)


@lanes_are_told_by
def outcomes(file: MemberFile) -> Iterator[Thing]:
    for row in file.once(announced):
        said = f"{row.called}：{row.what}（{row.get_level_display()}）。"
        url = f"{reverse('incentives:outcomes')}?q={file.cadre.person.name}"
        yield Thing(Lane.INCENTIVES, row.on, said, row.called, url, Look.PILL, document=row.document)
