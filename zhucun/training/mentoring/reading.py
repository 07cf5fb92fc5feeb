"""Whom an office may be offered as a mentor for somebody."""

from collections import Counter

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.policy import in_force as policy
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.rules import KEEP
from zhucun.training.mentoring.suggesting import Candidate, Suggestion, suggestions

TOWNSHIP_DIGITS = 9


def suggested_for(mentee: Posting, actor: Actor) -> list[Suggestion]:
    """Among the members whom the actor may pair; two queries."""
    there = Posting.objects.visible_to(actor, KEEP).there_on(actor.today)
    loads = Counter(MentorPair.objects.as_of(actor.today).values_list("mentor_posting__cadre", flat=True))
    mentors = [_candidate(one, loads[one.cadre_id]) for one in there]
    return suggestions(_candidate(mentee, 0), mentors, most=policy.of(actor).training.mentees_per_mentor)


def _candidate(one: Posting, load: int) -> Candidate:
    return Candidate(one.pk, one.cadre_id, one.since, one.place_code[:TOWNSHIP_DIGITS], one.sending_unit_id, load)
