"""The facts that the cadre's file and the notes of service tell of."""

from collections.abc import Collection, Iterator
from datetime import date

from django.urls import reverse

from zhucun.dispatch.eligibility.facts import Provided, fact_provider
from zhucun.dispatch.eligibility.rules import Known
from zhucun.dispatch.roster.models import ServiceNote
from zhucun.dispatch.roster.rules import NoteKind
from zhucun.lib.evidence import Evidence
from zhucun.lib.periods import full_months, full_years
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import Employment, UnitKind
from zhucun.policy.facts import CHOICE, COUNT, DAY, FLAG, SAID_OF_PRIVATE, Fact

FILE, NOTES = "干部资料", "履职记录"
PROBATION_MONTHS = 12  # a member is a full one a year after joining
TEACHING_OR_MEDICAL = ("教师", "医师", "护士", "药师")

PARTY = Fact("full_party_months", "正式党员", COUNT, FILE, "个月", lacks="入党时间")
WORK = Fact("work_months", "参加工作", COUNT, FILE, "个月", lacks="参加工作时间")
EMPLOYMENT = Fact("employment", "身份", CHOICE, FILE, choices=dict(Employment.choices))
AGE = Fact("age", "年龄", COUNT, FILE, "周岁", lacks="出生年月")
FITNESS = Fact("fitness_confirmed_on", "单位确认能派驻的日期", DAY, FILE, is_private=True)
TEACHER_OR_MEDIC = Fact("teacher_or_medic", "教师、医护岗位", FLAG, FILE)
RECALL = Fact("recall_effect_running", "召回影响期", FLAG, NOTES, is_private=True)
DISCIPLINE = Fact("discipline_effect_running", "纪律方面的影响期", FLAG, NOTES, is_private=True)


@fact_provider(PARTY, WORK, EMPLOYMENT, AGE, FITNESS, TEACHER_OR_MEDIC)
def of_the_file(cadres: Collection[int], day: date) -> Provided:
    for cadre in Cadre.objects.filter(pk__in=cadres).select_related("person", "unit"):
        for fact, known in _of_one(cadre, day):
            yield cadre.pk, fact.key, known


def _of_one(cadre: Cadre, day: date) -> Iterator[tuple[Fact, Known]]:
    born, joined, began = cadre.person.birth_month, cadre.party_joined_on, cadre.work_started_on
    party = max(0, full_months(joined, day) - PROBATION_MONTHS) if joined else None
    yield PARTY, _known(cadre, party, f"{joined:%Y-%m} 入党" if joined else "没有登记入党时间")
    work = full_months(began, day) if began else None
    yield WORK, _known(cadre, work, f"{began:%Y-%m} 参加工作" if began else "没有登记参加工作时间")
    employment = cadre.employment or None
    yield EMPLOYMENT, _known(cadre, employment, cadre.get_employment_display() or "没有登记身份")
    age = full_years(born, day) if born else None
    yield AGE, _known(cadre, age, f"{born:%Y-%m} 出生" if born else "没有登记出生年月")
    confirmed = cadre.fitness_confirmed_on
    yield FITNESS, _known(cadre, confirmed if confirmed and confirmed <= day else None, SAID_OF_PRIVATE)
    of_school_or_clinic = cadre.unit is not None and cadre.unit.kind == UnitKind.EDUCATION_HEALTH
    teaches = of_school_or_clinic and any(word in cadre.post for word in TEACHING_OR_MEDICAL)
    yield TEACHER_OR_MEDIC, _known(cadre, teaches, cadre.post)


def _known(cadre: Cadre, value: int | str | bool | date | None, sentence: str) -> Known:
    url = reverse("dispatch:members.one", args=[cadre.pk])
    return Known(value, Evidence(cadre._meta.label_lower, cadre.pk, f"{FILE}：{sentence}", url))


@fact_provider(RECALL, DISCIPLINE)
def of_the_notes(cadres: Collection[int], day: date) -> Provided:
    """Effects with an end date; who has no such note has none running."""
    for cadre in cadres:
        yield cadre, RECALL.key, Known(False)
        yield cadre, DISCIPLINE.key, Known(False)
    notes = ServiceNote.objects.filter(posting__cadre__in=cadres, on__lte=day, effect_until__gt=day)
    of_kind = {NoteKind.RECALL.value: RECALL, NoteKind.DISCIPLINE.value: DISCIPLINE}
    for note in notes.filter(kind__in=of_kind).select_related("posting"):
        fact, cadre = of_kind[note.kind], note.posting.cadre_id
        url = reverse("dispatch:members.one", args=[cadre])
        yield cadre, fact.key, Known(True, Evidence(note._meta.label_lower, note.pk, SAID_OF_PRIVATE, url))
