"""The other clock of an address: `known`, the last day whose entries count (当时所知); and the days before any."""

from datetime import date, datetime, time, timedelta

from django.db.models import Min
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.history.models import Moment
from zhucun.acts.history.triggers import BEGINS
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind

COUNTY = 6  # digits of a code


def end_of(day: date) -> datetime:
    """The last moment of the day by the county's clock."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)


def day_of(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def moment_known(day: date | None, actor: Actor) -> datetime | None:
    """None for what is known now. Raises Refused for a day of which nothing can be told."""
    if day is None or day == actor.today:
        return None
    if day > actor.today:
        raise Refused("按哪天所知，请选今天或以前的日子。", field="known")
    first = Moment.objects.order_by("at").first()
    if first is None or day < day_of(first.at):
        raise Refused(_nothing_before(first), field="known")
    return end_of(day)


def _nothing_before(first: Moment | None) -> str:
    if first is None:
        return "系统里还没有登记过记录，没有“当时所知”可问。"
    since = f"{day_of(first.at):%Y-%m-%d}"
    if first.verb == BEGINS:
        return f"系统从 {since} 起才记着每条记录是什么时候登记的，“当时所知”最早问到这一天。"
    return f"{since} 以前系统里没有登记过任何记录，“当时所知”最早问到这一天。"


def refuse_before_first_day(scope: str, last: date) -> None:
    """A nought of before the ledgers began is no number. Raises Refused."""
    first = first_day(scope)
    if first and last < first:
        raise Refused(f"这里的台账从 {first:%Y-%m-%d} 起，问不到以前的数，请选这一天或以后的日子。", field="as_of")


def first_day(scope: str) -> date | None:
    """Of the county that the territory lies in, of several the earliest."""
    counties = Place.objects.filter(within_prefixes("code", [scope[:COUNTY]]), kind=Kind.COUNTY)
    found: date | None = counties.aggregate(first=Min("since"))["first"]
    return found
