"""Who taught whom, on a person's file (P5)."""

from collections.abc import Iterator

from django.db.models import Q

from zhucun.dispatch.roster.life import MemberFile
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.parts import Part, member_page_parts_come_from
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.reading import HIDDEN
from zhucun.training.mentoring.rules import KEEP, SEE

MOST = 6


def pairs(file: MemberFile) -> list[MentorPair]:
    """The latest first."""
    if not (file.postings and file.actor.may(SEE)):
        return []
    rows = MentorPair.objects.visible_to(file.actor).standing().with_contacts().select_related(*MentorPair.NAMED_WITH)
    hidden = (f"{path}__cadre__person__{name}" for path in ("mentee", "mentor_posting") for name in HIDDEN)
    of_both = rows.filter(Q(mentee__cadre=file.cadre.pk) | Q(mentor_posting__cadre=file.cadre.pk))
    return list(of_both.defer(*hidden).order_by("-since", "-pk"))


@member_page_parts_come_from
def of_member(file: MemberFile) -> Iterator[Part]:
    found, to_pair = file.once(pairs), _to_pair(file)
    if found or to_pair:
        context = {"pairs": found[:MOST], "today": file.actor.today, "to_pair": to_pair}
        yield Part("training/mentoring/pages/_member_card.html", context, order=22, is_aside=True)


def _to_pair(file: MemberFile) -> Posting | None:
    """Whoever is there, has no mentor, and may be given one by this reader."""
    here = file.now
    if here is None or not file.actor.scope(KEEP).covers_place(here.place_code):
        return None
    learns = (one for one in file.once(pairs) if one.mentee.cadre_id == file.cadre.pk)
    return None if any(one.holds(file.actor.today) for one in learns) else here
