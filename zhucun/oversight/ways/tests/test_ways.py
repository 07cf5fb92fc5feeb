"""今天怎么走: told to the group that goes, in the order of least road, and to nobody before."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from tests import inspecting
from tests.cast import Cast, operator
from zhucun.acts.models import AccessLog
from zhucun.org.places import acts as places
from zhucun.oversight.inspection.models import DrawnTeam, InspectionGroup

LogIn = Callable[[str], Client]


def drawn(cast: Cast) -> InspectionGroup:
    """Both teams of the cast drawn for today, their townships some ten kilometres apart."""
    inspecting.drawn(cast, size=2)
    for place, east in ((cast.county, 11_190_000), (cast.dongling, 11_191_000), (cast.xihe, 11_200_000)):
        places.locate(place, north=2_560_000, east=east, by=operator())
    return InspectionGroup.objects.get()


def test_the_group_reads_in_which_order_it_goes_and_may_ask_anew(cast: Cast, log_in: LogIn) -> None:
    row = drawn(cast)
    names = [one.team.name for one in DrawnTeam.objects.all()]
    inspector = log_in("inspector")

    shown = inspector.get(reverse("oversight:inspection.group", args=[row.pk])).content.decode()
    assert "今天怎么走" in shown
    assert "8:00 从县城出发" in shown
    assert "按乡镇驻地估" in shown
    above, below = shown.split("今天怎么走")
    by_road = sorted(names, key=below.index)
    phone = inspector.get("/site/").content.decode()
    assert sorted(names, key=above.index) == sorted(names, key=phone.index) == by_road

    where = reverse("oversight:inspection.way", args=[row.pk])
    asked = {"start": cast.xihe.code, "leaves": "9:30", "back_by": "17:00", "stays": "30"}
    anew = inspector.get(where, asked).content.decode()
    assert "9:30 从西河镇出发" in anew
    assert all(name in anew for name in names)
    assert AccessLog.objects.filter(what__startswith="督查要去的村").count() == 3

    short = inspector.get(where, {**asked, "back_by": "9:40"}).content.decode()
    assert "这一天去不完" in short
    assert "回来的时间要晚于" in inspector.get(where, {**asked, "back_by": "9:00"}).content.decode()


def test_nobody_else_reads_the_way(cast: Cast, log_in: LogIn) -> None:
    where = reverse("oversight:inspection.way", args=[drawn(cast).pk])

    assert log_in("secretary").get(where).status_code in (403, 404)
    assert log_in("neighbour_county").get(where).status_code == 404
    assert log_in("village_secretary").get(where).status_code in (403, 404)
