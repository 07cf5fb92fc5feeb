"""What was announced of a person, on their file (P5): by which document, of which level."""

from collections.abc import Iterator

from zhucun.dispatch.roster.life import MemberFile
from zhucun.dispatch.roster.parts import Part, member_page_parts_come_from
from zhucun.incentives.outcomes.of_person import announced


@member_page_parts_come_from
def of_member(file: MemberFile) -> Iterator[Part]:
    if found := file.once(announced):
        yield Part("incentives/announcing/pages/_card.html", {"rows": found}, order=65, is_aside=True)
