"""What pages show of sheets: points as people write them, a block's cell, how a grade looks; what is not theirs not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib.amounts import shown_hundredths
from zhucun.oversight.assessment import rules
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rating import own_sheets
from zhucun.oversight.assessment.reading import Standing
from zhucun.oversight.assessment.rules import AS_WHOM
from zhucun.oversight.assessment.scoring import Part, rounded
from zhucun.oversight.schemes.rules import Grade, Leaf, ObjectKind, Rater, Scale, SchemeRules, called

HUNDRED = 100
MARKS = {Grade.FIRST: "done", Grade.SECOND: "todo", Grade.THIRD: "soon", Grade.FOURTH: "overdue"}
TONES = {Grade.FIRST: "tone-1", Grade.SECOND: "tone-5", Grade.THIRD: "tone-2", Grade.FOURTH: "tone-late"}
BLANK = "—"


def shown(hundredths: int | None) -> str:
    """8650 → 86.5; 9000 → 90."""
    if hundredths is None:
        return BLANK
    return shown_hundredths(hundredths).rstrip("0").rstrip(".")


def adding_up(points: Mapping[int, Fraction]) -> dict[int, int]:
    """Hundredths for the eye, which add up to the rounded sum: those cut off most get one more."""
    cut = {key: divmod(one * HUNDRED, 1) for key, one in points.items()}
    left = rounded(sum(points.values(), Fraction(0)) * HUNDRED) - sum(whole for whole, _ in cut.values())
    first = sorted(cut, key=lambda key: cut[key][1], reverse=True)[: int(left)]
    return {key: int(whole) + (key in first) for key, (whole, _) in cut.items()}


@dataclass(frozen=True)
class Block:
    """A column: the scheme's block, its weight, and whether records or people fill it."""

    name: str
    weight: int
    by: str

    @classmethod
    def all_of(cls, scheme: SchemeRules) -> "list[Block]":
        return [_block(name, list(leaves)) for name, leaves in groupby(scheme.leaves, key=lambda leaf: leaf.block)]


def _block(name: str, leaves: Sequence[Leaf]) -> Block:
    if all(leaf.source for leaf in leaves):
        by = "自动"
    elif {who for leaf in leaves for who, _ in leaf.raters} <= {Rater.VILLAGE, Rater.HOUSEHOLDS}:
        by = "不记名合计"
    else:
        by = ""
    return Block(name, sum(leaf.weight for leaf in leaves), by)


@dataclass(frozen=True)
class Cell:
    """Points of a block; None where nothing was scored, or where they are not the reader's to see."""

    label: str
    weight: int
    points: int | None  # hundredths
    scored: int = 0  # of the weight, what somebody or some record speaks of

    @property
    def of(self) -> str:
        """Said where part of the block is left out."""
        return "" if self.points is None or self.scored == self.weight else f"/ {self.scored}"

    @property
    def text(self) -> str:
        return shown(self.points)

    @property
    def filled(self) -> int:
        """For a bar, of `whole`."""
        return self.points or 0

    @property
    def whole(self) -> int:
        return self.scored * HUNDRED


@dataclass(frozen=True)
class Line:
    """A sheet as one row of the list, or opened with all its parts."""

    stands: Standing
    sees_all: bool
    is_own: bool
    sides: frozenset[str]

    @property
    def sheet(self) -> ScoreSheet:
        return self.stands.sheet

    @property
    def is_shown(self) -> bool:
        """Total, proposal and every number: to whoever sees scores, and to the assessed once it is decided."""
        return self.sees_all or (self.is_own and self.sheet.is_decided)

    def shows(self, part: Part) -> bool:
        """What records say, and what only the reader's own side has scored, is theirs to see at once."""
        raters = {one.rater for one in part.raters}
        return self.is_shown or bool(part.source) or (bool(raters) and raters <= self.sides)

    @property
    def url(self) -> str:
        return reverse("oversight:assessment.sheet", args=[self.sheet.pk])

    @cached_property
    def where(self) -> str:
        return where_of(self.sheet)

    @property
    def of_person(self) -> tuple[str, str]:
        """Team and unit, each on a line of its own."""
        return (self.sheet.team.name, self.sheet.unit.name) if self.sheet.posting_id is not None else ("", "")

    @cached_property
    def points(self) -> dict[int, int]:
        """Of each part that is scored, as it is shown."""
        return adding_up({one.key: one.points for one in self.stands.parts if one.points is not None})

    @property
    def turned(self) -> str:
        """How the parts come to the total where some are left out."""
        scored = sum(one.weight for one in self.stands.parts if one.points is not None)
        if not self.is_shown or not scored or scored == HUNDRED:
            return ""
        return f"{shown(sum(self.points.values()))} / {scored}，按 100 分折算是 {self.total}"

    @cached_property
    def cells(self) -> list[Cell]:
        found = []
        for name, parts in groupby(self.stands.parts, key=lambda part: part.block):
            listed = list(parts)
            may = all(self.shows(part) for part in listed)
            scored = [part for part in listed if part.points is not None] if may else []
            points = sum(self.points[part.key] for part in scored) if scored else None
            whole, spoken = sum(part.weight for part in listed), sum(part.weight for part in scored)
            found.append(Cell(name, whole, points, spoken))
        return found

    @property
    def total(self) -> str:
        return shown(self.stands.total) if self.is_shown else BLANK

    @property
    def scale(self) -> Scale:
        return self.sheet.scale

    @property
    def proposed(self) -> tuple[str, str] | None:
        """(Mark, word) as the tag `stage` draws it."""
        return stage_of(self.stands.proposed.grade, self.scale) if self.is_shown else None

    @property
    def decided(self) -> tuple[str, str] | None:
        return stage_of(self.sheet.grade, self.scale)

    @property
    def by_band(self) -> str:
        """What the score alone would give."""
        found = self.stands.proposed.by_band
        return called(found, self.scale) if found else ""

    @property
    def why_lower(self) -> str:
        """What kept the proposal below what the score alone gives."""
        found = self.stands.proposed
        if found.ceiling is not None and found.by_band is not None:
            said = self.sheet.facts[found.ceiling.fact]["sentence"]
            return f"{said}，最高{called(found.ceiling.grade, self.scale)}"
        return "名额满了" if found.is_capped else ""

    @property
    def lacking(self) -> str:
        return "、".join(Rater(who).label for who in self.stands.lacking)

    @property
    def may_be_ticked(self) -> bool:
        """Decided as proposed with one press: every side has scored and nothing needs a reason."""
        return not (self.sheet.is_decided or self.stands.lacking) and self.stands.proposed.grade is not None


def where_of(sheet: ScoreSheet) -> str:
    if sheet.posting_id is not None:
        return f"{sheet.team.name} · {sheet.unit.name}"
    return ""


def stage_of(grade: int | None, scale: Scale) -> tuple[str, str] | None:
    return None if grade is None else (MARKS[Grade(grade)], called(grade, scale))


def grades_in(scale: Scale) -> list[tuple[int, str]]:
    return [(grade.value, called(grade, scale)) for grade in Grade]


def lines_of(standing: Iterable[Standing], actor: Actor) -> list[Line]:
    listed = list(standing)
    sees_all, sides = actor.may(rules.SEE_SCORES), frozenset(sides_of(actor))
    own = set() if sees_all else own_sheets([one.sheet.pk for one in listed], actor)
    return [Line(one, sees_all, one.sheet.pk in own, sides) for one in listed]


def sides_of(actor: Actor) -> list[str]:
    return [who for who, permission in AS_WHOM.items() if actor.may(permission)]


@dataclass(frozen=True)
class Said:
    """One side's number of one part, with its line of why."""

    who: str
    text: str
    why: str = ""
    by: str = ""


@dataclass(frozen=True)
class PartShown:
    """One indicator of an opened sheet: points, sentence, records behind it, who said what."""

    part: Part
    standard: str
    said: list[Said]
    hides: bool
    points: int | None

    @property
    def text(self) -> str:
        return BLANK if self.hides else shown(self.points)


def parts_shown(line: Line, scores: Mapping[tuple[int | None, str], Any]) -> list[PartShown]:
    """`scores`: those that this reader may see."""
    standards = {leaf.key: leaf.standard for leaf in line.stands.rules.leaves}
    return [
        PartShown(
            part,
            standards.get(part.key, ""),
            [_said(one.rater, part, scores, one) for one in part.raters if line.is_shown or one.rater in line.sides],
            hides=not line.shows(part),
            points=line.points.get(part.key),
        )
        for part in line.stands.parts
    ]


def _said(who: str, part: Part, scores: Mapping[tuple[int | None, str], Any], one: Any) -> Said:
    score = scores.get((part.key, who)) or scores.get((None, who))
    slips = f"（{one.n} 票）" if one.n else ""
    why, by = (score.why, score.by_name) if score else ("", "")
    return Said(Rater(who).label, f"{shown(one.hundredths)}{slips}", why, by)


def unit_of(kind: str) -> str:
    return {ObjectKind.PERSON: "人", ObjectKind.TEAM: "支队", ObjectKind.UNIT: "个单位"}[ObjectKind(kind)]
