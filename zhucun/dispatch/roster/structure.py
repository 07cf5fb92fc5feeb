"""The line above the list of members: how many, how old, with what experience; each number opens its records."""

from dataclasses import dataclass
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, ask_many, named
from zhucun.web.figures import address

SEE_FIGURES = "figure.see"
# What is said → its figure and, beside it, its share.
SAID = (
    ("在册", "dispatch.members", ""),
    ("在岗", "dispatch.members_on_post", ""),
    ("未满40周岁", "dispatch.members_under_40", "dispatch.members_under_40_share"),
    ("有农村工作经历", "dispatch.members_with_rural_experience", "dispatch.members_with_rural_experience_share"),
    ("中共党员", "dispatch.party_members", "dispatch.party_members_share"),
)


@dataclass(frozen=True)
class Said:
    label: str
    value: str
    unit: str
    url: str
    share: str = ""


def structure_line(actor: Actor, day: date) -> list[Said]:
    """For one territory; whoever reaches people otherwise, or sees no figures, has none."""
    territory = actor.scope(SEE_FIGURES).place
    if len(territory) != 1:
        return []
    question = Question(actor=actor, scope=territory[0], as_of=day)
    answers = ask_many([figure for _, *figures in SAID for figure in figures if figure], question)
    return [
        Said(
            label,
            named(figure).shown(answers[figure].value),
            named(figure).unit,
            address(figure, question),
            f"{named(share).shown(answers[share].value)}%" if share else "",
        )
        for label, figure, share in SAID
    ]
