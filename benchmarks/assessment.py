"""A quarter of every member: what the ledgers say, the proposals, the decisions; then a hundred counties."""

import resource
import time
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from benchmarks import counties
from benchmarks.show import Measured

PERIOD = "2021-Q4"  # the demo county leaves it unassessed
LOG = ("acts.auditlog", "acts.audittext")
KB_OF_A_MB = 1024
MOST_SECONDS, MOST_OF_ALL, MOST_MB = 2.0, 60, 1024


def measure(counts: list[int]) -> Iterator[Measured]:
    cycle = yield from _one_county()
    for count in counts:
        if count > 1:
            list(counties.multiply(count, without=LOG))
            yield from _all(cycle.period, count)


def _one_county() -> Iterator[Measured]:
    from zhucun.acts.recording import Told
    from zhucun.oversight.assessment import deciding
    from zhucun.oversight.assessment.reading import standing_of

    begun = time.process_time()
    cycle = _opened()
    opened = time.process_time() - begun
    _score(cycle)
    begun = time.process_time()
    standing = standing_of(cycle).values()
    graded = time.process_time() - begun
    told = [Told(one.sheet, {"grade": one.proposed.grade, "reason": "测速"}) for one in standing]
    begun = time.process_time()
    deciding.decide.many(told, by=_house())
    decided = time.process_time() - begun
    section = f"assessment, {len(told)} members"
    yield Measured(section, "sheets filled from the ledgers", round(opened, 2), "s")
    yield Measured(section, "scored and graded", round(graded, 2), "s")
    yield Measured(section, "decided, one by one in the log", round(decided, 2), "s")
    yield Measured(section, "a quarter in all", round(opened + graded + decided, 2), "s", MOST_SECONDS)
    return cycle


def _opened() -> Any:
    from zhucun.demo.invented_places import COUNTY
    from zhucun.org.places.models import Place
    from zhucun.oversight.assessment import opening
    from zhucun.oversight.schemes import acts as schemes
    from zhucun.oversight.schemes.models import Scheme

    county, by = Place.objects.get(code=COUNTY), _house()
    told = {"object_kind": "person", "cycle": "quarter"}
    if not Scheme.objects.in_force().filter(**told).exists():
        schemes.enforce(schemes.draft(county, **told, by=by), basis="青组发〔2022〕4号", by=by)
    return opening.open_cycle(county, **told, period=PERIOD, by=by)


def _score(cycle: Any) -> None:
    from zhucun.acts.recording import Told
    from zhucun.oversight.assessment import rating
    from zhucun.oversight.assessment.models import ScoreSheet

    dice = Random(5)
    told = [
        Told(sheet, {"rater": rater, "hundredths": dice.randrange(6000, 9800, 50), "why": "测速"})
        for sheet in ScoreSheet.objects.of(cycle)
        for rater in ("township", "unit")
    ]
    rating.rate.many(told, by=_house())


def _all(period: str, count: int) -> Iterator[Measured]:
    """Every county's sheets filled anew and graded, in one process; nothing stays that the next one does not need."""
    from zhucun.acts.actor import Actor
    from zhucun.oversight.assessment import opening
    from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
    from zhucun.oversight.assessment.reading import standing_of

    now, sheets = _house().now, 0
    ScoreSheet.objects.filter(cycle__period=period).update(state="open", grade=None, decided_on=None, decided_by="")
    cycles = AssessmentCycle.objects.filter(period=period, object_kind="person").select_related("scheme")
    begun = time.process_time()
    for cycle in cycles.iterator():
        opening.fill(cycle, Actor.system("测速", reach=cycle.county_code, now=now))
        sheets += len(standing_of(cycle))
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KB_OF_A_MB
    section = f"assessment, {count} counties, {sheets} members"
    yield Measured(section, "filled from the ledgers and graded", round(took, 1), "s", MOST_OF_ALL)
    yield Measured(section, "the most memory", peak, "MB", MOST_MB)


def _house() -> Any:
    from zhucun.demo.hands import operator
    from zhucun.demo.invented_places import COUNTY

    return operator(date(2022, 7, 11), reach=COUNTY)
