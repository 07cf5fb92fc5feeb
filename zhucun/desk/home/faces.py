"""Which first page belongs to which roles, the widest reach first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from zhucun.acts.actor import Actor
from zhucun.desk.home import above, administrators, county, team, township, unit, village

Contents = Callable[[HttpRequest], dict[str, Any]]


@dataclass(frozen=True)
class Face:
    name: str
    label: str
    roles: frozenset[str]
    contents: Contents

    @property
    def template(self) -> str:
        return TEMPLATES[self.name]


TEMPLATES = {
    "county": "desk/home/pages/county.html",
    "township": "desk/home/pages/township.html",
    "unit": "desk/home/pages/unit.html",
    "village": "desk/home/pages/village.html",
    "team": "desk/home/pages/team.html",
    "above": "desk/home/pages/above.html",
    "administrator": "desk/home/pages/administrator.html",
    "nobody": "desk/home/pages/nobody.html",
}
COUNTY_ROLES = {"county_officer", "county_office_leader", "county_leader", "organisation_department"}
FACES = (
    Face("county", "全县", frozenset(COUNTY_ROLES), county.contents),
    Face("above", "各县", frozenset({"prefecture_reader", "province_reader"}), above.contents),
    Face(
        "township",
        "本乡镇",
        frozenset({"township_secretary", "township_organiser", "attendance_clerk"}),
        township.contents,
    ),
    Face("unit", "本单位", frozenset({"unit_head", "unit_deputy", "unit_liaison"}), unit.contents),
    Face("village", "本村", frozenset({"village_secretary"}), village.contents),
    Face("team", "本队", frozenset({"team_leader", "team_member"}), team.contents),
    Face(
        "administrator",
        "管理员",
        frozenset({"system_admin", "security_admin", "audit_admin"}),
        administrators.contents,
    ),
)
NOBODY = Face("nobody", "我的", frozenset(), team.own)


def faces_for(actor: Actor) -> list[Face]:
    held = set(actor.roles)
    return [face for face in FACES if face.roles & held] or [NOBODY]
