"""建账: a grade given before the county began here, as a decided sheet of a closed cycle without parts."""

from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.oversight.assessment import passing, rules
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.opening import span_of
from zhucun.oversight.assessment.reading import parts_of
from zhucun.oversight.assessment.rules import CycleState, SheetState
from zhucun.oversight.schemes.models import Scheme
from zhucun.oversight.schemes.rules import Grade, ObjectKind, SchemeCycle

COUNTY_DIGITS = 6
NO_PARTS = {"hundredths": None, "sentence": "建账前的等次，没有分项。"}


@act("assessment.carry_in", "带入以前的考核等次", needs=rules.DECIDE)
def carry_in(
    posting: Posting, *, cycle: SchemeCycle, period: str, grade: Grade, document: str, by: Actor
) -> ScoreSheet:
    """Written down to the posting like any grade; nothing follows from it, since that was done then."""
    told = {"cycle": cycle, "period": period, "grade": grade, "document": document}
    return _carry_many([Told(posting, told)], by=by)[0]


@carry_in.as_many
def _carry_many(calls: Sequence[Told], *, by: Actor) -> list[ScoreSheet]:
    prefetch_related_objects([call.row for call in calls], "cadre__person")
    asked = {(call.row.place_code[:COUNTY_DIGITS], call.given["cycle"], call.given["period"]) for call in calls}
    cycles = {key: cycle_of(*key, by=by) for key in sorted(asked)}
    held = set(ScoreSheet.objects.filter(cycle__in=cycles.values()).values_list("cycle", "posting"))
    sheets = each(calls, lambda call: _sheet(call, cycles, held, by))
    made = insert_many(sheets)
    for cycle in cycles.values():
        passing.write_down(cycle, [one for one in made if one.cycle_id == cycle.pk], by)
    return made


def cycle_of(county: str, cycle: str, period: str, *, by: Actor) -> AssessmentCycle:
    """One that was never collected here. Raises Refused where this period is assessed here."""
    key, span = span_of(SchemeCycle(cycle), period, None, None)
    if span.until > by.today:
        raise Refused("这一期还没过完，等次在这里考核出来。", field="period")
    found = AssessmentCycle.objects.filter(county_code=county, object_kind=ObjectKind.PERSON, period=key).first()
    if found is not None and found.collected_on is not None:
        raise Refused(f"{found.called}是在这里考核的，不用带入。", field="period")
    return found or _closed(county, SchemeCycle(cycle), key, span.since, span.until, by)


def _closed(county: str, cycle: SchemeCycle, key: str, since: date, until: date, by: Actor) -> AssessmentCycle:
    scheme = Scheme.objects.in_force().filter(county_code=county, object_kind=ObjectKind.PERSON, cycle=cycle).first()
    if scheme is None:
        raise Refused(f"先启用一份队员{cycle.label}考核方案，再带入以前的等次。", rule="R-ASS-03")
    return AssessmentCycle.objects.create(
        county_code=county,
        scheme=scheme,
        object_kind=ObjectKind.PERSON,
        cycle=cycle,
        period=key,
        since=since,
        until=until,
        state=CycleState.CLOSED,
        **dict.fromkeys(("opened_on", "rate_by", "closed_on"), by.today),
        closed_by=by.name,
    )


def _sheet(
    call: Told, cycles: dict[tuple[str, str, str], AssessmentCycle], held: set[tuple[int, int]], by: Actor
) -> ScoreSheet:
    posting, given = call.row, call.given
    cycle = cycles[posting.place_code[:COUNTY_DIGITS], given["cycle"], given["period"]]
    if posting.cadre.person_id in by.persons:
        raise Refused("不能核定自己。", rule="R-SEC-14")
    if (cycle.pk, posting.pk) in held:
        raise Refused(f"{posting.cadre.person.name}的{cycle.called}已经有等次了。", field="name")
    held.add((cycle.pk, posting.pk))
    scheme = cycle.scheme.rules()
    parts = parts_of(scheme, {str(leaf.key): NO_PARTS for leaf in scheme.leaves}, {})
    return ScoreSheet(
        cycle=cycle,
        posting=posting,
        team_id=posting.team_id,
        unit_id=posting.sending_unit_id,
        place_code=posting.place_code,
        category=posting.cadre.employment,
        state=SheetState.DECIDED,
        parts=[one.as_json() for one in parts],
        grade=given["grade"],
        reason="，".join(part for part in ("建账前的等次", given["document"].strip()) if part),
        decided_on=by.today,
        decided_by=by.name,
        decided_person=by.person_id,
    )
