"""Households that are watched are visited more often than others (R-MON-06): 网络 plans the visits."""

from datetime import date

from django.db.models import QuerySet

from zhucun.six_ones.monitoring.models import MonitoredHousehold
from zhucun.six_ones.monitoring.rules import SEE
from zhucun.six_ones.visit_rhythm import Rhythm, visited


def monitored_on(day: date) -> QuerySet:
    rows = MonitoredHousehold.objects.watched_on(day).filter(household__isnull=False)
    return rows.values("household")


visited(Rhythm("monitored", "监测户", lambda policy: policy.monitoring.visit_months, monitored_on, needs=SEE))
