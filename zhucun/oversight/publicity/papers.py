"""What goes to a sending unit: how the people it sent were judged, for their file there (R-ASS-11)."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhucun.acts.actor import Actor
from zhucun.org.people.models import Unit
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.schemes.rules import ObjectKind, SchemeCycle
from zhucun.papers.letter import Letter, Paragraph
from zhucun.policy.issuing import issuer_of

TO_UNITS = (SchemeCycle.YEAR, SchemeCycle.TERM)


@dataclass(frozen=True)
class OfUnit:
    unit: Unit
    sheets: Sequence[ScoreSheet]


def goes_to_units(cycle: AssessmentCycle) -> bool:
    return cycle.object_kind == ObjectKind.PERSON and cycle.cycle in TO_UNITS


def by_unit(cycle: AssessmentCycle, sheets: Sequence[ScoreSheet]) -> list[OfUnit]:
    units: dict[int, list[ScoreSheet]] = {}
    for one in sheets:
        one.cycle = cycle
        units.setdefault(one.unit_id, []).append(one)
    return [OfUnit(listed[0].unit, listed) for listed in units.values()]


def letter_of(cycle: AssessmentCycle, of: OfUnit, actor: Actor) -> Letter:
    said = "；".join(f"{one.whose}，{one.grade_called}" for one in of.sheets)
    return Letter(
        sender=issuer_of(cycle.county_code, actor),
        recipient=of.unit.name,
        title=f"关于反馈{cycle.called.replace(' ', '')}驻村干部考核结果的函",
        paragraphs=(
            Paragraph(
                f"按照驻村工作考核办法，{cycle.called.replace(' ', '')}驻村干部考核已经结束，"
                "经公示无异议或者异议已经答复。现将你单位选派人员的考核结果反馈如下："
            ),
            Paragraph(f"{said}。"),
            Paragraph("考核结果作为本人在单位的考核等次，请按规定存入个人档案，并告知本人。"),
        ),
        is_demo=actor.is_demo,
    )
