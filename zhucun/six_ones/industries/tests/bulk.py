"""The same calls one by one and in bulk, for tests/test_many.py."""

from typing import Any

from tests.bulk import LATELY, plan
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.recording import Told
from zhucun.org.places import acts as place_acts
from zhucun.records.notes import acts as work
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries.models import IndustryProject


@plan("project.register")
def projects_to_register(cast: Cast) -> list[Told]:
    went = {"planned_on": SINCE, "started_on": LATELY, "finished_on": TODAY, "product": "香菇", "land_tenths": 125}
    return [
        Told(cast.shiping, {"name": "香菇大棚", **went}),
        Told(cast.xihe_village, {"name": "油茶林", "planned_start": TODAY}),
        Told(cast.liuxi, {"name": "没有队的村也有项目", "planned_start": LATELY, "planned_on": SINCE}),
    ]


def projects_begun(cast: Cast, **told: Any) -> list[IndustryProject]:
    given = {"name": "香菇大棚", "planned_on": SINCE, "planned_start": LATELY, **told}
    clerk, neighbour = cast.actor("clerk"), cast.actor("neighbour")
    return [
        projects.register(cast.shiping, **given, by=clerk),
        projects.register(cast.xihe_village, **given, by=neighbour),
    ]


@plan("project.advance")
def projects_to_advance(cast: Cast) -> list[Told]:
    one, other = projects_begun(cast)
    return [Told(one, {}), Told(other, {"on": LATELY})]


@plan("project.say_why")
def projects_that_are_late(cast: Cast) -> list[Told]:
    return [Told(one, {"reason": "菌棒还没到"}) for one in projects_begun(cast)]


@plan("project.stop")
def projects_to_stop(cast: Cast) -> list[Told]:
    one, other = projects_begun(cast)
    return [Told(one, {"reason": "承包人走了"}), Told(other, {"reason": "没有地", "on": LATELY})]


@plan("project.bring_along")
def households_to_bring_along(cast: Cast) -> list[Told]:
    rows = projects_begun(cast)
    homes = [place_acts.add_household(one.place, head_name="石大", since=SINCE, by=operator()) for one in rows]
    return [Told(one, {"household": home}) for one, home in zip(rows, homes, strict=True)]


@plan("project.note")
def records_about_projects(cast: Cast) -> list[Told]:
    one, _ = projects_begun(cast)
    told = {"kind": "unit_visit", "text": "看了大棚", "happened_on": LATELY}
    rows = [work.write_for_unit(cast.archive, **told, team=cast.team, by=cast.actor("liaison")) for _ in range(2)]
    return [Told(rows[0], {"project": one}), Told(rows[1], {"project": one, "reached": "started"})]
