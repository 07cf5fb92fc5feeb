"""What sessions add to pages below: a person's training on their file (P5), who of a team lacks what (P3)."""

from collections.abc import Iterator, Sequence

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.parts import Part, member_page_parts_come_from, team_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.lib.halves import length_in_words
from zhucun.org.people.models import Cadre
from zhucun.policy import in_force as policy
from zhucun.training.lacking.reading import Wanted, on_roster
from zhucun.training.sessions import reading
from zhucun.training.sessions.rules import SEE

LATEST = 6


@member_page_parts_come_from
def of_member(cadre: Cadre, postings: Sequence[Posting], actor: Actor) -> Iterator[Part]:
    """What somebody attended, and what is lacking while they are there."""
    if not (postings and actor.may(SEE)):
        return
    attended = list(reading.of_cadre(cadre.pk, actor))
    wanted = Wanted(policy.of(actor).training, actor.today)
    row = on_roster(actor, actor.today).filter(cadre=cadre).first()
    if attended or row:
        context = {
            "attended": attended[:LATEST],
            "count": len(attended),
            "lacks": wanted.of(row) if row else [],
            "is_there": row is not None,
            "year": actor.today.year,
            "had": length_in_words(row.year_halfdays) if row else "",
        }
        yield Part("training/holding/pages/_member_card.html", context, order=20, is_aside=True)


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    """Nothing where nobody lacks anything."""
    actor = shown.actor
    if not actor.may(SEE) or shown.day != actor.today:
        return
    wanted = Wanted(policy.of(actor).training, actor.today)
    rows = on_roster(actor, actor.today).filter(wanted.anything, team=shown.team)
    people = [(row, wanted.of(row)) for row in rows.select_related("cadre__person").order_by("pk")]
    if people:
        yield Part("training/holding/pages/_team_card.html", {"people": people}, order=50, is_aside=True)
