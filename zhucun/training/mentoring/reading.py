"""Who is offered as a mentor for somebody, and one's own pairs."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.livelihoods import livelihoods_of
from zhucun.dispatch.roster.models import Posting
from zhucun.policy import in_force as policy
from zhucun.training.mentoring.models import DeclinedMentor, MentorPair, without_mentor
from zhucun.training.mentoring.rules import KEEP, SEE
from zhucun.training.mentoring.suggesting import MONTHS, Candidate, Suggestion, suggestions

TOWNSHIP_DIGITS = 9
HIDDEN = ("phone", "id_number")


def suggested_for(mentee: Posting, actor: Actor) -> list[Suggestion]:
    """Among the members whom the actor may pair; four queries."""
    there = Posting.objects.visible_to(actor, KEEP).there_on(actor.today).select_related("cadre")
    running = MentorPair.objects.standing().as_of(actor.today)
    loads = Counter(running.values_list("mentor_posting__cadre", flat=True))
    declined = set(DeclinedMentor.objects.standing().filter(mentee=mentee).values_list("mentor", flat=True))
    lives = livelihoods_of({mentee.team_id, *(one.team_id for one in there)})
    mentors = [_candidate(one, loads[one.cadre_id], lives) for one in there]
    most = policy.of(actor).training.mentees_per_mentor
    return suggestions(_candidate(mentee, 0, lives), mentors, most=most, declined=declined)


def _candidate(one: Posting, load: int, lives: Mapping[int, frozenset[str]]) -> Candidate:
    return Candidate(
        key=one.pk,
        cadre=one.cadre_id,
        since=one.since,
        township=one.place_code[:TOWNSHIP_DIGITS],
        unit=one.sending_unit_id,
        load=load,
        skills=frozenset(one.cadre.skills),
        knows_villages=bool(one.cadre.has_rural_experience),
        lives_on=lives.get(one.team_id, frozenset()),
    )


def newcomers(actor: Actor) -> QuerySet[Posting]:
    """Members whom the actor may pair, who came lately and whom nobody teaches."""
    months = policy.of(actor).training.new_for_months
    there = Posting.objects.visible_to(actor, KEEP).there_on(actor.today)
    return without_mentor(there.filter(since__gt=months_before(actor.today, months)), actor.today)


def months_before(day: date, months: int) -> date:
    """The first of the month that many months earlier, then the same day of it as far as it has one."""
    at = day.year * MONTHS + day.month - 1 - months
    return date(at // MONTHS, at % MONTHS + 1, min(day.day, 28))


def own_pairs(actor: Actor) -> list[MentorPair]:
    """Those that run and those that ran out lately: of which one is a side."""
    cadres = list(actor.scope(SEE).cadre)
    if not cadres:
        return []
    rows = MentorPair.objects.visible_to(actor).standing().with_contacts()
    recent = rows.filter(until__gt=date.fromordinal(actor.today.toordinal() - _days(actor)))
    return [
        one
        for one in recent.select_related(*MentorPair.NAMED_WITH, "mentor_posting__team", "mentee__team").order_by("pk")
        if one.mentee.cadre_id in cadres or (one.mentor_posting and one.mentor_posting.cadre_id in cadres)
    ]


def _days(actor: Actor) -> int:
    return policy.of(actor).training.mentor_question_days
