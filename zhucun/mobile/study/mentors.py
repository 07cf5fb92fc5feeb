"""Under 学习: who teaches one, with the telephone, whom one teaches; what each is asked when the year is over (J8)."""

from typing import Any

from zhucun.acts.actor import Actor
from zhucun.mobile.own import own_posting
from zhucun.mobile.study.parts import Part, part
from zhucun.training.mentoring.acts import sides_of
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.reading import own_pairs
from zhucun.training.mentoring.rules import KIND, QUESTIONS, SEE, WISHES, Side


@part(25)
def mentors(actor: Actor) -> Part | None:
    """The two of a pair see each other's telephone, nobody else does here (R-SEC)."""
    own = own_posting(actor)
    if own is None or not actor.may(SEE):
        return None
    pairs = [_shown(one, actor) for one in own_pairs(actor)]
    return Part("mobile/study/pages/_mentors.html", {"pairs": pairs, "kind": KIND}) if pairs else None


def _shown(row: MentorPair, actor: Actor) -> dict[str, Any]:
    learns = row.mentee.cadre.person_id in actor.persons
    other = row.mentor_posting if learns else row.mentee
    runs = row.until > actor.today
    side = Side.MENTEE if learns else Side.MENTOR
    return {
        "row": row,
        "learns": learns,
        "name": row.mentor_name if learns else row.mentee.cadre.person.name,
        "where": other.team.name if other else f"{row.mentor_other.place.name}{row.mentor_other.duty}",
        "phone": other.cadre.person.phone if other and runs else "",
        "runs": runs,
        "asked": [] if runs or row.ended_because or side not in sides_of(row, actor) else [_question(row, side)],
    }


def _question(row: MentorPair, side: Side) -> dict[str, Any]:
    told = row.mentee_says if side is Side.MENTEE else row.mentor_says
    return {"side": side.value, "question": QUESTIONS[side], "wishes": WISHES[side].choices, "said": told}
