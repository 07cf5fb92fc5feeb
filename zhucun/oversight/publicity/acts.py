"""Announcing a cycle's best, objecting, taking back, answering: the only writer here."""

from typing import Any

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.oversight.assessment import deciding
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.rules import DECIDE, MANAGE, CycleState
from zhucun.oversight.publicity import rules
from zhucun.oversight.publicity.models import Objection, PublicNotice
from zhucun.oversight.publicity.rules import FLOW, ObjectionState
from zhucun.oversight.rhythm.county import calendar_of
from zhucun.oversight.schemes.rules import Grade, called
from zhucun.policy import in_force as policy


@act("publicity.announce", "公示考核名单", needs=MANAGE)
def announce(cycle: AssessmentCycle, *, by: Actor) -> PublicNotice:
    """For so many working days, holidays left out (R-ASS-15)."""
    best = ScoreSheet.objects.of(cycle).graded(Grade.FIRST).select_related("posting__cadre__person", "team", "unit")
    listed = list(best.in_order_of_places().order_by("township_position", "place_code", "pk"))
    for one in listed:
        one.cycle = cycle
    days = policy.of(by).assessment.publicity_days
    grade = f"“{called(Grade.FIRST, listed[0].scale)}”等次" if listed else ""
    return PublicNotice.objects.create(
        cycle=cycle,
        county_code=cycle.county_code,
        title=f"{cycle.called}{cycle.get_object_kind_display()}考核{grade}公示",
        names=_names(listed),
        published_on=by.today,
        last_day=calendar_of(cycle.county_code, by).after(by.today, days),
        published_by=by.name,
    )


def _names(listed: list[ScoreSheet]) -> list[dict[str, Any]]:
    codes = {one.place_code for one in listed}
    places = dict(Place.objects.filter(code__in=codes, until__isnull=True).values_list("code", "name"))
    return [
        {
            "sheet": one.pk,
            "name": one.whose,
            "unit": str(one.unit) if one.posting_id else "",
            "village": places.get(one.place_code, "") if one.team_id else "",
        }
        for one in listed
    ]


@act("objection.raise", "提考核异议", needs=rules.RAISE, remote=True)
def raise_objection(sheet: ScoreSheet, *, text: str, came_by: str = "", by: Actor) -> Objection:
    """By the person, the team's leader or the unit themselves; the office may enter one that came on paper."""
    notice = PublicNotice.objects.filter(cycle=sheet.cycle_id).first()
    if sheet.cycle.state != CycleState.PUBLICITY or notice is None or not notice.runs_on(by.today):
        raise Refused("公示期里才能提异议。过了公示期，有话用“意见建议”说。", rule="R-ASS-16")
    _must_be_theirs(sheet, came_by, by)
    if not text.strip():
        raise Refused("写明哪一项不对、为什么。", field="text")
    if sheet.objections.filter(state=ObjectionState.OPEN).exists():
        raise Refused("已经提过一件，还没答复。要改，先收回再提。")
    days = policy.of(by).assessment.appeal_days
    return Objection.objects.create(
        sheet=sheet,
        place_code=sheet.place_code,
        text=text.strip(),
        raised_on=by.today,
        raised_by=by.name,
        came_by=came_by.strip(),
        due_on=calendar_of(sheet.cycle.county_code, by).after(by.today, days),
        grade_before=sheet.grade,
    )


def _must_be_theirs(sheet: ScoreSheet, came_by: str, by: Actor) -> None:
    if by.scope(rules.RAISE).place:
        if not came_by.strip():
            raise Refused("替人登记，写明怎么收到的，比如：7月12日书面交来。", field="came_by")
    elif sheet.posting_id is not None and sheet.posting.cadre.person_id not in by.persons:
        raise Refused("只能对自己的结果提异议。")


@act("objection.withdraw", "收回考核异议", needs=rules.RAISE, remote=True)
def withdraw(row: Objection, *, by: Actor) -> Objection:
    _must_be_theirs(row.sheet, row.came_by or "本人", by)
    FLOW.step(row, "withdraw")
    row.save()
    return row


@act("objection.answer", "答复考核异议", needs=DECIDE, remote=True)
def answer(row: Objection, *, text: str, grade: Grade | None = None, by: Actor) -> Objection:
    """Another grade is decided at once, within the same ceilings and the cap; without one it stays (R-ASS-16)."""
    sheet = row.sheet
    if sheet.decided_person is not None and sheet.decided_person in by.persons:
        raise Refused("这个等次是自己核定的，请别人来答复。", rule="R-SEC-14")
    if not text.strip():
        raise Refused("写明查了什么、为什么改或者不改。", field="text")
    FLOW.step(row, "answer")
    if grade and grade != sheet.grade:
        sheet = deciding.change(sheet, grade=Grade(grade), reason=f"申诉后改定：{text.strip()}"[:300], by=by)
    row.answer, row.answered_on, row.answered_by = text.strip(), by.today, by.name
    row.grade_after = sheet.grade
    row.save()
    return row


def open_objections(cycle: AssessmentCycle) -> int:
    return Objection.objects.filter(sheet__cycle=cycle, state=ObjectionState.OPEN).count()
