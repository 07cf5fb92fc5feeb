"""What people decide: grades, one or many; and what stands when the cycle is over (R-ASS-08, R-ASS-10)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.oversight.assessment import rules
from zhucun.oversight.assessment.grading import lowest_ceiling
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.rating import own_sheets
from zhucun.oversight.assessment.reading import Standing, standing_of
from zhucun.oversight.assessment.rules import SHEETS, CycleState, SheetState
from zhucun.oversight.schemes.rules import Grade, Rater, called

FROZEN = ("state", "parts", "total", "proposed", "grade", "reason", "decided_on", "decided_by", "decided_person")


@act("assessment.decide", "核定等次", needs=rules.DECIDE, remote=True, undo="assessment.undecide")
def decide(sheet: ScoreSheet, *, grade: Grade, reason: str = "", by: Actor) -> ScoreSheet:
    """People decide; another grade than the one proposed, or before every side has scored, needs a line of why."""
    return _decide_many([Told(sheet, {"grade": grade, "reason": reason})], by=by)[0]


@decide.as_many
def _decide_many(calls: Sequence[Told], *, by: Actor) -> list[ScoreSheet]:
    ground = {key: Ground.of(key) for key in sorted({call.row.cycle_id for call in calls})}
    own = own_sheets([call.row.pk for call in calls], by)
    decided = each(calls, lambda call: _decided(call, ground[call.row.cycle_id], own, by))
    update_many(decided, FROZEN)
    return decided


@dataclass(frozen=True)
class Ground:
    """A cycle as it stands, locked so that two at once do not share the last place.

    `firsts` is how many of a category have the first grade already, `places` how many may.
    """

    cycle: AssessmentCycle
    standing: Mapping[int, Standing]
    firsts: Counter[str]
    places: Mapping[str, int] | None

    @classmethod
    def of(cls, key: int) -> "Ground":
        cycle = AssessmentCycle.objects.select_related("scheme").select_for_update(of=("self",)).get(pk=key)
        standing = standing_of(cycle)
        sheets = [one.sheet for one in standing.values()]
        firsts = Counter(_group(cycle, one) for one in sheets if one.grade == Grade.FIRST)
        cap = cycle.scheme.cap
        counted = Counter(_group(cycle, one) for one in sheets)
        places = None if cap is None else {group: cap.places(count) for group, count in counted.items()}
        return cls(cycle, standing, firsts, places)

    def take_a_first(self, sheet: ScoreSheet) -> None:
        """R-ASS-05: a place for each, and no more than there are."""
        group = _group(self.cycle, sheet)
        if self.places is not None and self.firsts[group] >= self.places[group]:
            raise Refused(
                f"“{called(Grade.FIRST, sheet.scale)}”的名额是 {self.places[group]} 个，已经用完。先把别人的改下来。",
                field="grade",
                rule="R-ASS-05",
            )
        self.firsts[group] += 1


def _group(cycle: AssessmentCycle, sheet: ScoreSheet) -> str:
    return sheet.category if cycle.scheme.cap_by_category else ""


def _decided(call: Told, ground: Ground, own: set[int], by: Actor) -> ScoreSheet:
    sheet, grade, reason = call.row, Grade(call.given["grade"]), call.given["reason"].strip()
    stands, sheet.cycle = ground.standing[sheet.pk], ground.cycle
    if not ground.cycle.is_open:
        raise Refused("已经公示。要改，从申诉里改。")
    if sheet.is_decided:
        raise Refused(f"{sheet.decided_by}已经在 {sheet.decided_on:%Y-%m-%d} 核定为“{sheet.grade_called}”。")
    _must_be_allowed(sheet, grade, stands, own)
    if (grade != stands.proposed.grade or stands.lacking) and not reason:
        raise Refused(_why_a_reason(stands, sheet), field="reason", rule="R-ASS-08")
    if grade == Grade.FIRST:
        ground.take_a_first(sheet)
    SHEETS.step(sheet, "decide")
    sheet.parts = [one.as_json() for one in stands.parts]
    sheet.total, sheet.proposed, sheet.grade = stands.total, stands.proposed.grade, grade
    sheet.reason = reason
    sheet.decided_on, sheet.decided_by, sheet.decided_person = by.today, by.name, by.person_id
    return sheet


def _must_be_allowed(sheet: ScoreSheet, grade: Grade, stands: Standing, own: set[int]) -> None:
    if sheet.pk in own:
        raise Refused("不能核定自己、自己的队、自己的单位。", rule="R-SEC-14")
    ceiling = lowest_ceiling({key: one["count"] for key, one in sheet.facts.items()}, stands.rules.ceilings)
    if ceiling is not None and grade < ceiling.grade:
        said = sheet.facts[ceiling.fact]["sentence"]
        highest = called(ceiling.grade, sheet.scale)
        raise Refused(f"{said}，最高只能定“{highest}”。", field="grade", rule="R-ASS-09")


def _why_a_reason(stands: Standing, sheet: ScoreSheet) -> str:
    if stands.lacking:
        who = "、".join(Rater(one).label for one in stands.lacking)
        return f"{who}还没有评。现在就核定，写一句为什么不等。"
    grade = stands.proposed.grade
    proposed = f"拟定的是“{called(grade, sheet.scale)}”" if grade else "没有分数可以拟定"
    return f"{proposed}，定成别的，写一句为什么。"


@act("assessment.undecide", "撤回核定", needs=rules.DECIDE)
def undecide(sheet: ScoreSheet, *, by: Actor) -> ScoreSheet:
    if not sheet.cycle.is_open:
        raise Refused("已经公示，不能撤回；从申诉里改。")
    SHEETS.step(sheet, "undecide")
    sheet.parts, sheet.total, sheet.proposed, sheet.grade, sheet.reason = [], None, None, None, ""
    sheet.decided_on, sheet.decided_by, sheet.decided_person = None, "", None
    sheet.save()
    return sheet


@act("assessment.change", "申诉后改定", needs=rules.DECIDE)
def change(sheet: ScoreSheet, *, grade: Grade, reason: str, by: Actor) -> ScoreSheet:
    """In publicity, after an objection was found right; ceilings and cap hold as before (R-ASS-16)."""
    if sheet.cycle.state != CycleState.PUBLICITY or not sheet.is_decided:
        raise Refused("公示期里核定过的才能这样改。")
    if not reason.strip():
        raise Refused("写明根据哪一件申诉、为什么改。", field="reason")
    ground = Ground.of(sheet.cycle_id)
    _must_be_allowed(sheet, Grade(grade), ground.standing[sheet.pk], own_sheets([sheet.pk], by))
    if grade == Grade.FIRST and sheet.grade != Grade.FIRST:
        ground.take_a_first(sheet)
    sheet.grade, sheet.reason = grade, reason.strip()
    sheet.decided_on, sheet.decided_by, sheet.decided_person = by.today, by.name, by.person_id
    sheet.save()
    return sheet


def undecided(cycle: AssessmentCycle) -> int:
    return ScoreSheet.objects.of(cycle).filter(state=SheetState.OPEN).count()
