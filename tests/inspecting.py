"""A week's inspection made the way people make it, for whoever needs drawn teams and somebody who goes there."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from tests import make
from tests.cast import NOW, TODAY, Cast
from zhucun.acts.actor import Actor
from zhucun.org.accounts.actors import actor_for
from zhucun.org.people.models import Person, Unit
from zhucun.oversight.inspection import acts as inspections
from zhucun.oversight.inspection import grouping
from zhucun.oversight.inspection.models import InspectionGroup, InspectionRound, Inspector

WEEK = "2022-W28"
NUMBER_AT = NOW + timedelta(hours=2)
PUBLIC = {"public_name": "福彩双色球第2022078期红球", "public_source": "中国福利彩票网", "public_at": NUMBER_AT}


def at(by: Actor, moment: datetime | date) -> Actor:
    """The same person at another time."""
    if not isinstance(moment, datetime):
        moment = timezone.make_aware(datetime.combine(moment, datetime.min.time())) + timedelta(hours=8)
    return replace(by, now=moment, memo={})


def inspector(cast: Cast, name: str, log_in: str, *, unit: Unit | None = None, home_code: str = "") -> Inspector:
    person = Person.objects.create(county_code=cast.county.code, name=name)
    cast.accounts[log_in] = make.account(name, log_in, county=cast.county, person=person)
    told = {"since": date(2022, 1, 1), "unit": unit, "home_code": home_code}
    return grouping.appoint(cast.accounts[log_in], **told, by=cast.actor("officer"))


def inspector_on(cast: Cast, log_in: str, day: date) -> Actor:
    """With what the groups give on that day, whatever the county's clock says."""
    made = actor_for(cast.accounts[log_in])
    from zhucun.acts.actor import provided_grants

    own = tuple(grant for grant in made.grants if grant.role == "self")
    return at(replace(made, grants=(*own, *provided_grants(made.person_id, day))), day)


def prepared(cast: Cast, *, day: date = TODAY, size: int = 1) -> tuple[InspectionRound, InspectionGroup]:
    """Open, with a group and both halves, ready to be sealed."""
    officer = cast.actor("officer")
    row = inspections.open_round(cast.county, week=WEEK, size=size, plan_document="青督〔2022〕1号", by=officer)
    leader, other = inspector(cast, "周启航", "inspector"), inspector(cast, "史敏", "second_inspector")
    group = grouping.group(row, day=day, leader=leader, members=[other], by=officer)
    for who, words in (("county_leader", "山高水长"), ("organisation", "")):
        row = inspections.give_half(row, secret=words, by=cast.actor(who))
    return row, group


def sealed(cast: Cast, **told: object) -> InspectionRound:
    row, _ = prepared(cast, **told)
    return inspections.seal(row, **PUBLIC, by=cast.actor("officer"))


def drawn(cast: Cast, **told: object) -> InspectionRound:
    row = sealed(cast, **told)
    return inspections.draw(row, public_number="03 11 17 22 29 31", by=at(cast.actor("officer"), NUMBER_AT))
