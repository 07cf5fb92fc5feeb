"""The county's clock set to another moment, for stories that take days."""

from datetime import date, datetime, time

from django.core.cache import cache
from django.utils import timezone

from tests.cast import COUNTY
from zhucun.org.places.models import CountyOffice


def it_is(day: date, hour: int = 9, minute: int = 0) -> None:
    moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    CountyOffice.objects.filter(county__code=COUNTY).update(clock_stands_at=moment)
    cache.clear()  # an office is known for some seconds by what it was; emptied after each test too
