"""An assessment made the way people make it: schemes put in force, a cycle opened, scored."""

from datetime import date
from typing import Any

from tests.cast import COUNTY, Cast
from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place
from zhucun.oversight.assessment import opening, rating
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.schemes import acts as schemes
from zhucun.oversight.schemes.models import Scheme
from zhucun.oversight.schemes.rules import ObjectKind, Rater, SchemeCycle

PERSON, QUARTER = ObjectKind.PERSON, SchemeCycle.QUARTER
BASIS = "青组发〔2022〕4号"


def scheme(cast: Cast, kind: ObjectKind = PERSON, cycle: SchemeCycle = QUARTER, **changed: Any) -> Scheme:
    """In force; what is not told is as it ships."""
    leader = cast.actor("office_leader")
    drafted = schemes.draft(cast.county, object_kind=kind, cycle=cycle, by=leader)
    if changed:
        drafted = schemes.write(drafted, **{**schemes.content_of(drafted), **changed}, by=leader)
    return schemes.enforce(drafted, basis=BASIS, by=leader)


def cycle(
    cast: Cast, kind: ObjectKind = PERSON, of: SchemeCycle = QUARTER, period: str = "2022-Q2", **changed: Any
) -> AssessmentCycle:
    """Opened by the office with a scheme of its own."""
    scheme(cast, kind, of, **changed)
    term = {"since": date(2021, 6, 1), "until": date(2022, 7, 1)} if of == SchemeCycle.TERM else {"period": period}
    return opening.open_cycle(cast.county, object_kind=kind, cycle=of, **term, by=cast.actor("officer"))


def sheet_of(made: AssessmentCycle, posting: Any) -> ScoreSheet:
    return ScoreSheet.objects.get(cycle=made, posting=posting)


def scored(cast: Cast, sheet: ScoreSheet, township: int = 88, unit: int | None = None) -> ScoreSheet:
    """By the township and, where it is of 县档案馆, by its liaison."""
    rating.rate(sheet, rater=Rater.TOWNSHIP, hundredths=township * 100, why="平时看到的", by=cast.actor("secretary"))
    if unit is not None:
        rating.rate(sheet, rater=Rater.UNIT, hundredths=unit * 100, why="平时了解", by=cast.actor("liaison"))
    return ScoreSheet.objects.get(pk=sheet.pk)


def opened_by(by: Actor) -> AssessmentCycle:
    """Where there is no cast: a quarter of persons by the house itself."""
    county = Place.objects.get(code=COUNTY, kind="county")
    drafted = schemes.draft(county, object_kind=PERSON, cycle=QUARTER, by=by)
    schemes.enforce(drafted, basis=BASIS, by=by)
    return opening.open_cycle(county, object_kind=PERSON, cycle=QUARTER, period="2022-Q2", by=by)
