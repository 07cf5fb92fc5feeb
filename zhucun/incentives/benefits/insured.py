"""Tells the roster who is insured (R-DOC-01)."""

from collections.abc import Collection
from datetime import date

from zhucun.dispatch.roster.printed import insured_come_from
from zhucun.incentives.benefits.models import AccidentInsurance


@insured_come_from
def covered(cadres: Collection[int], day: date) -> Collection[int]:
    return set(AccidentInsurance.objects.covering(day).of_cadres(cadres).values_list("cadre", flat=True))
