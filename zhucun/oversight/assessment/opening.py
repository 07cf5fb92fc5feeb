"""Opening a cycle with a sheet for everybody it is about, and filling in what the ledgers say."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import ChangeKind
from zhucun.lib.evidence import Evidence
from zhucun.lib.periods import Span, month_of
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.assessment import rules
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.rules import SheetState
from zhucun.oversight.rhythm.county import calendar_of
from zhucun.oversight.rhythm.periods import of_key
from zhucun.oversight.rhythm.rules import Cycle
from zhucun.oversight.schemes.models import Scheme
from zhucun.oversight.schemes.registry import Asked, Fact, Found, Member, all_facts, sources_of, voices_of
from zhucun.oversight.schemes.rules import ObjectKind, SchemeCycle, SchemeRules
from zhucun.policy import in_force as policy

RHYTHM = {SchemeCycle.QUARTER: Cycle.QUARTER, SchemeCycle.YEAR: Cycle.YEAR}
Subject = dict[str, Any]  # the columns of a sheet that say whose it is


@act("assessment.open", "开始考核", needs=rules.MANAGE)
def open_cycle(
    county: Place,
    *,
    object_kind: ObjectKind,
    cycle: SchemeCycle,
    period: str = "",
    since: date | None = None,
    until: date | None = None,
    rate_by: date | None = None,
    by: Actor,
) -> AssessmentCycle:
    """By the version in force. A quarter or year is named by `period` (2022-Q2, 2022), a term by its days."""
    if county.kind != Kind.COUNTY:
        raise Refused("考核由县里开始。")
    key, span = span_of(SchemeCycle(cycle), period, since, until)
    if by.today < month_of(span.last_day).since:
        raise Refused(f"还早，到 {month_of(span.last_day).since:%Y-%m-%d} 以后再开始。", field="period")
    if AssessmentCycle.objects.filter(county_code=county.code, object_kind=object_kind, period=key).exists():
        raise Refused("这一期已经开始了。", field="period")
    scheme = Scheme.objects.in_force().filter(county_code=county.code, object_kind=object_kind, cycle=cycle).first()
    if scheme is None:
        raise Refused("还没有在用的考核方案。先启用一份方案，再开始考核。", rule="R-ASS-03")
    made = AssessmentCycle.objects.create(
        county_code=county.code,
        scheme=scheme,
        object_kind=object_kind,
        cycle=cycle,
        period=key,
        since=span.since,
        until=span.until,
        opened_on=by.today,
        rate_by=rate_by or _rate_by(county.code, by),
    )
    fill(made, by)
    return made


def span_of(cycle: SchemeCycle, period: str, since: date | None, until: date | None) -> tuple[str, Span]:
    """Raises Refused for what is no period."""
    if cycle == SchemeCycle.TERM:
        if since is None or until is None or until <= since:
            raise Refused("期满考核写明任期从哪天到哪天。", field="since")
        return f"{since}~{until}", Span(since, until)
    try:
        found = of_key(RHYTHM[cycle], period)
    except ValueError:
        raise Refused(f"没有“{period}”这一期，季度写成 2022-Q2，年度写成 2022。", field="period") from None
    return found.key, Span(found.since, found.until)


def _rate_by(county: str, by: Actor) -> date:
    days = policy.known_to(by, by.today, [county])[county].assessment.rate_days
    return calendar_of(county, by).after(by.today, days)


@act("assessment.collect", "汇总记录", needs=rules.MANAGE)
def collect(cycle: AssessmentCycle, *, by: Actor) -> AssessmentCycle:
    """Once more, with what has come into the ledgers since; what is decided stays as it was."""
    if not cycle.is_open:
        raise Refused("已经公示，不再汇总。")
    fill(cycle, by)
    return cycle


def fill(cycle: AssessmentCycle, by: Actor) -> None:
    """Sheets for whoever has none yet, and on all that are open what the ledgers say now."""
    members = members_of(cycle, by)
    known = {one.subject_key: one for one in ScoreSheet.objects.of(cycle)}
    new = [_sheet(cycle, subject) for subject in _subjects(cycle, members, by)]
    made = insert_many(one for one in new if one.subject_key not in known)
    sheets = {**known, **{one.subject_key: one for one in made}}
    asked = asked_of(cycle, members, list(sheets), by)
    open_ones = {key: one for key, one in sheets.items() if one.state == SheetState.OPEN}
    _write_down(open_ones, cycle.scheme.rules(), asked)
    cycle.collected_on = by.today
    cycle.save()


def asked_of(cycle: AssessmentCycle, members: Sequence[Member], keys: Sequence[int], by: Actor) -> Asked:
    return Asked(
        ObjectKind(cycle.object_kind), cycle.county_code, cycle.period, cycle.span, by.today, by, members, tuple(keys)
    )


def members_of(cycle: AssessmentCycle, by: Actor) -> list[Member]:
    """Who held a seat at the end, and who was recalled within the period: they are judged, too (R-ASS-09)."""
    day = min(cycle.span.last_day, by.today)
    rows = Posting.objects.filter(within_prefixes("place_code", [cycle.county_code]))
    recalled = Q(end_kind=ChangeKind.RECALL, until__gt=cycle.since, until__lte=cycle.until)
    seated = Q(pk__in=Posting.objects.as_of(day).values("pk"))
    columns = ("pk", "cadre", "team", "sending_unit", "place_code")
    return [Member(*one) for one in rows.filter(seated | recalled).order_by("pk").values_list(*columns)]


def _subjects(cycle: AssessmentCycle, members: Sequence[Member], by: Actor) -> list[Subject]:
    if cycle.object_kind == ObjectKind.PERSON:
        return _persons(members, cycle.county_code)
    if cycle.object_kind == ObjectKind.TEAM:
        day = min(cycle.span.last_day, by.today)
        teams = Team.objects.filter(county_code=cycle.county_code).as_of(day).order_by("pk")
        return [{"team_id": pk, "place_code": code} for pk, code in teams.values_list("pk", "place_code")]
    units = Unit.objects.filter(pk__in={one.unit for one in members}).order_by("pk")
    return [{"unit_id": pk, "place_code": cycle.county_code} for pk in units.values_list("pk", flat=True)]


def _persons(members: Sequence[Member], county: str) -> list[Subject]:
    rows = Posting.objects.filter(within_prefixes("place_code", [county]))
    employed = dict(rows.values_list("pk", "cadre__employment"))
    return [
        {
            "posting_id": one.posting,
            "team_id": one.team,
            "unit_id": one.unit,
            "place_code": one.place_code,
            "category": employed[one.posting],
        }
        for one in members
    ]


def _sheet(cycle: AssessmentCycle, subject: Subject) -> ScoreSheet:
    return ScoreSheet(cycle=cycle, **subject)


def _write_down(sheets: Mapping[int, ScoreSheet], scheme: SchemeRules, asked: Asked) -> None:
    found = {leaf.key: _said_by(leaf.source, asked) for leaf in scheme.leaves if leaf.source}
    facts = {kind: all_facts()[kind].counts for kind in {one.fact for one in scheme.ceilings}}
    counted = {kind: counts(asked) for kind, counts in facts.items() if counts is not None}
    voices = voices_of(asked)
    for key, sheet in sheets.items():
        sheet.computed = {str(leaf): _found(said[key]) for leaf, said in found.items() if key in said}
        if key in voices:
            sheet.computed["voices"] = {who: list(one) for who, one in voices[key].items()}
        entered = {kind: one for kind, one in sheet.facts.items() if one.get("is_entered")}
        sheet.facts = {**{kind: _fact(said[key]) for kind, said in counted.items() if key in said}, **entered}
    update_many(list(sheets.values()), ["computed", "facts"])


def _said_by(source: str, asked: Asked) -> Mapping[int, Found]:
    """Nothing where the ledger is not kept any more."""
    known = sources_of(asked.kind)
    return known[source].says(asked) if source in known else {}


def _found(one: Found) -> dict[str, Any]:
    return {"hundredths": one.hundredths, "sentence": one.sentence, "evidence": _told(one.evidence)}


def _fact(one: Fact) -> dict[str, Any]:
    return {"count": one.count, "sentence": one.sentence, "evidence": _told(one.evidence)}


def _told(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [{"kind": one.kind, "key": one.key, "sentence": one.sentence, "url": one.url} for one in evidence]
