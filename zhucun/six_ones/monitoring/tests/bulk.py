"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import LATELY, plan
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.recording import Told
from zhucun.org.places import acts as place_acts
from zhucun.six_ones.matters.tests.bulk import records_that_open_matters
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring import listing
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue


@plan("clue.report")
def clues_to_report(cast: Cast) -> list[Told]:
    home = place_acts.add_household(cast.shiping, head_name="石大", since=SINCE, by=operator())
    return [
        Told(cast.shiping, {"text": "房子被水冲了", "reported_on": LATELY, "household": home, "source": "household"}),
        Told(cast.xihe_village, {"text": "收成全没了", "reported_on": TODAY}),
    ]


@plan("clue.open")
def records_that_open_clues(cast: Cast) -> list[Told]:
    return [Told(call.row, {}) for call in records_that_open_matters(cast)[:1]] + [
        Told(records_that_open_matters(cast)[1].row, {"source": "warning"})
    ]


def _clues(cast: Cast) -> list[MonitoringClue]:
    given = {"text": "房子被水冲了", "reported_on": LATELY}
    secretary, neighbour = cast.actor("secretary"), cast.actor("neighbour")
    return [
        clues.report(cast.shiping, **given, by=secretary),
        clues.report(cast.xihe_village, **given, by=neighbour),
    ]


@plan("clue.enter")
def clues_to_enter(cast: Cast) -> list[Told]:
    one, other = _clues(cast)
    return [Told(one, {"on": LATELY}), Told(other, {"on": TODAY})]


@plan("clue.settle")
def clues_to_settle(cast: Cast) -> list[Told]:
    here, there = clues_to_enter(cast)
    one = clues.enter(here.row, on=TODAY, by=cast.actor("secretary"))
    other = clues.enter(there.row, on=TODAY, by=cast.actor("neighbour"))
    watched = _watched(cast)[0]
    return [Told(one, {"result": "listed", "monitored": watched}), Told(other, {"result": "not_listed"})]


@plan("monitored.add")
def households_to_watch(cast: Cast) -> list[Told]:
    dates = {"entered_on": SINCE, "removed_on": LATELY, "next_visit": TODAY}
    return [
        Told(cast.shiping, {"code": "A001", "kind": "unstable", "risk": "disaster", "person_count": 4, **dates}),
        Told(cast.xihe_village, {"code": "A002", "kind": "marginal", "publicised_on": LATELY}),
    ]


def _watched(cast: Cast) -> list[MonitoredHousehold]:
    told = {"kind": "unstable", "entered_on": SINCE, "by": operator()}
    return [
        listing.add(cast.shiping, code="B001", **told),
        listing.add(cast.xihe_village, code="B002", **told),
    ]


@plan("monitored.change")
def households_that_change(cast: Cast) -> list[Told]:
    one, other = _watched(cast)
    told = {"kind": "marginal", "entered_on": SINCE}
    return [
        Told(one, {"place": cast.liuxi, **told, "removed_on": TODAY}),
        Told(other, {"place": cast.xihe_village, **told, "measures": "公益岗", "person_count": 3}),
    ]


@plan("monitored.leave")
def households_that_leave(cast: Cast) -> list[Told]:
    one, other = _watched(cast)
    return [Told(one, {"on": TODAY}), Told(other, {"on": LATELY})]
