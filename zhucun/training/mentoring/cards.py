"""Who taught whom, on a person's file (P5)."""

from collections.abc import Iterator, Sequence

from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.parts import Part, member_page_parts_come_from
from zhucun.org.people.models import Cadre
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.reading import HIDDEN
from zhucun.training.mentoring.rules import KEEP, SEE

MOST = 6


@member_page_parts_come_from
def of_member(cadre: Cadre, postings: Sequence[Posting], actor: Actor) -> Iterator[Part]:
    if not (postings and actor.may(SEE)):
        return
    rows = MentorPair.objects.visible_to(actor).standing().with_contacts().select_related(*MentorPair.NAMED_WITH)
    hidden = (f"{path}__cadre__person__{name}" for path in ("mentee", "mentor_posting") for name in HIDDEN)
    of_both = rows.filter(Q(mentee__cadre=cadre.pk) | Q(mentor_posting__cadre=cadre.pk))
    found = list(of_both.defer(*hidden).order_by("-since", "-pk")[:MOST])
    to_pair = _to_pair(postings, found, actor)
    if found or to_pair:
        context = {"pairs": found, "today": actor.today, "to_pair": to_pair}
        yield Part("training/mentoring/pages/_member_card.html", context, order=22, is_aside=True)


def _to_pair(postings: Sequence[Posting], found: Sequence[MentorPair], actor: Actor) -> Posting | None:
    """Whoever is there, has no mentor, and may be given one by this reader."""
    here = next((one for one in postings if one.holds(actor.today)), None)
    if here is None or not actor.scope(KEEP).covers_place(here.place_code):
        return None
    return None if any(one.holds(actor.today) and one.mentee.cadre_id == here.cadre_id for one in found) else here
