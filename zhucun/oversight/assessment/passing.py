"""A cycle from step to step: no more scores, publicity, and what the grades lead to."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import ServiceNote
from zhucun.dispatch.roster.rules import NoteKind
from zhucun.lib.evidence import Evidence
from zhucun.oversight.assessment import rules
from zhucun.oversight.assessment.deciding import undecided
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.rules import CYCLES
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences.acts import Fired
from zhucun.oversight.rhythm import acts as rhythm
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.rules import Cycle, State
from zhucun.oversight.schemes.rules import Grade, ObjectKind, SchemeCycle


@act("assessment.stop_rating", "评分截止", needs=rules.MANAGE, undo="assessment.rate_again")
def stop_rating(cycle: AssessmentCycle, *, by: Actor) -> AssessmentCycle:
    CYCLES.step(cycle, "decide_all")
    cycle.save()
    return cycle


@act("assessment.rate_again", "重新放开评分", needs=rules.MANAGE)
def rate_again(cycle: AssessmentCycle, *, by: Actor) -> AssessmentCycle:
    CYCLES.step(cycle, "rate_again")
    cycle.save()
    return cycle


@act("assessment.publish", "转入公示", needs=rules.MANAGE)
def publish(cycle: AssessmentCycle, *, by: Actor) -> AssessmentCycle:
    """When every sheet is decided; from now on grades change only by an objection."""
    if left := undecided(cycle):
        raise Refused(f"还有 {left} 份没有核定，核定完再公示。")
    CYCLES.step(cycle, "publish")
    cycle.published_on = by.today
    cycle.save()
    return cycle


@act("assessment.close", "结果运用", needs=rules.MANAGE)
def close(cycle: AssessmentCycle, *, by: Actor) -> AssessmentCycle:
    """Grades are written down to the postings, the quarter is ticked; what opens from them hears this act."""
    CYCLES.step(cycle, "close")
    cycle.closed_on, cycle.closed_by = by.today, by.name
    cycle.save()
    sheets = ScoreSheet.objects.of(cycle).select_related("cycle").order_by("pk")
    if cycle.object_kind == ObjectKind.PERSON:
        write_down(cycle, sheets, by)
        _tick(cycle, by)
    _fire(cycle, sheets, by)
    return cycle


EVENTS = {
    (ObjectKind.PERSON, SchemeCycle.QUARTER): {Grade.THIRD: "quarter_fair", Grade.FOURTH: "quarter_poor"},
    (ObjectKind.PERSON, SchemeCycle.YEAR): {Grade.THIRD: "year_barely", Grade.FOURTH: "year_unfit"},
    (ObjectKind.PERSON, SchemeCycle.TERM): {Grade.THIRD: "year_barely", Grade.FOURTH: "year_unfit"},
    **{(ObjectKind.TEAM, one): {Grade.FOURTH: "team_poor"} for one in SchemeCycle},
}


def _fire(cycle: AssessmentCycle, sheets: QuerySet[ScoreSheet], by: Actor) -> None:
    """What the county's table says of these grades is proposed, with the sheet as its evidence (R-ASS-10)."""
    events = EVENTS.get((ObjectKind(cycle.object_kind), SchemeCycle(cycle.cycle)), {})
    for grade, event in events.items():
        found = sheets.filter(grade=grade).select_related("posting__team", "team")
        fired = [Fired(one.posting or one.team, [_evidence(cycle, one)]) for one in found]
        consequences.fire_many(event, fired, by=by)


def _evidence(cycle: AssessmentCycle, sheet: ScoreSheet) -> Evidence:
    said = f"{cycle.called}考核{sheet.grade_called}"
    return Evidence(
        ScoreSheet._meta.label_lower, sheet.pk, said, reverse("oversight:assessment.sheet", args=[sheet.pk])
    )


def write_down(cycle: AssessmentCycle, sheets: Iterable[ScoreSheet], by: Actor) -> None:
    """What formation and eligibility read of a person's service."""
    insert_many(
        ServiceNote(
            posting_id=one.posting_id,
            on=by.today,
            kind=NoteKind.GRADE,
            sentence=f"{cycle.called}考核：{one.grade_called}",
            source_kind=ScoreSheet._meta.label_lower,
            source_key=one.pk,
        )
        for one in sheets
    )


def _tick(cycle: AssessmentCycle, by: Actor) -> None:
    """一季一考核 (R-LOG-07); the year's item is 年终总账, which is another work."""
    if cycle.cycle != SchemeCycle.QUARTER:
        return
    listed = CadenceItem.objects.filter(county_code=cycle.county_code, cycle=Cycle.QUARTER, period=cycle.period)
    for item in listed.filter(state=State.DUE):
        rhythm.done(item, done_on=by.today, evidence=str(cycle), evidence_url=_address(cycle), by=by)


def _address(cycle: AssessmentCycle) -> str:
    return reverse("oversight:assessment.one", args=[cycle.pk])
