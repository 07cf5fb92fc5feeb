"""Roles: a name, a sentence a person can read, permissions by topic, and what kind of reach the role has.

One file for each level; what several roles of it share has a name of its own there.
"""

from zhucun.org.roles.administrators import AUDIT_ADMIN, SECURITY_ADMIN, SYSTEM_ADMIN
from zhucun.org.roles.county import (
    COUNTY_LEADER,
    COUNTY_OFFICE_LEADER,
    COUNTY_OFFICER,
    ORGANISATION_DEPARTMENT,
    TALKS_OFFICER,
)
from zhucun.org.roles.given import ACCOUNT_HOLDER, HANDING_OVER, INSPECTOR, OWN_FILE
from zhucun.org.roles.grants import handing_over_grant, inspector_grant, own_grant, team_grants
from zhucun.org.roles.reading import PREFECTURE_READER, PROVINCE_READER
from zhucun.org.roles.role import Reach, Role
from zhucun.org.roles.township import ATTENDANCE_CLERK, TOWNSHIP_ORGANISER, TOWNSHIP_SECRETARY
from zhucun.org.roles.unit import UNIT_DEPUTY, UNIT_HEAD, UNIT_LIAISON
from zhucun.org.roles.village import TEAM_LEADER, TEAM_MEMBER, VILLAGE_SECRETARY

__all__ = [
    "EVERY_ROLE",
    "HANDING_OVER",
    "INSPECTOR",
    "OWN_FILE",
    "ROLES",
    "TEAM_LEADER",
    "TEAM_MEMBER",
    "Reach",
    "Role",
    "handing_over_grant",
    "inspector_grant",
    "label",
    "own_grant",
    "role_choices",
    "team_grants",
]

ROLES = {
    role.name: role
    for role in (
        COUNTY_OFFICER,
        COUNTY_OFFICE_LEADER,
        TALKS_OFFICER,
        COUNTY_LEADER,
        ORGANISATION_DEPARTMENT,
        TOWNSHIP_SECRETARY,
        TOWNSHIP_ORGANISER,
        ATTENDANCE_CLERK,
        VILLAGE_SECRETARY,
        UNIT_HEAD,
        UNIT_DEPUTY,
        UNIT_LIAISON,
        PREFECTURE_READER,
        PROVINCE_READER,
        SYSTEM_ADMIN,
        SECURITY_ADMIN,
        AUDIT_ADMIN,
    )
}
EVERY_ROLE = ROLES | {role.name: role for role in (TEAM_LEADER, TEAM_MEMBER, INSPECTOR, HANDING_OVER, ACCOUNT_HOLDER)}


def label(name: str) -> str:
    return EVERY_ROLE[name].label if name in EVERY_ROLE else name


def role_choices() -> list[tuple[str, str]]:
    return [(role.name, role.label) for role in ROLES.values()]
