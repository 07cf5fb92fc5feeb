"""Permissions, kinds, the ladder of offices, what a password must be."""

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

KEEP_ACCOUNTS = permission("account.keep", "维护账号")
KEEP_RIGHTS = permission("appointment.keep", "任免和授权")
READ_LOG = permission("log.read", "看日志")
SEE_OFFICES = permission("office.see", "看机构和任职")
OWN = permission("account.own", "管自己的账号")


class AccountKind(TextChoices):
    DESK = "desk", "办公账号"
    PHONE = "phone", "手机账号"


class DeputationKind(TextChoices):
    PRESIDING = "presiding", "主持工作"
    ACTING = "acting", "代理"
    LEAVE_COVER = "leave_cover", "休假代办"


# A vacant approver passes to the next above, so that nothing stops when a secretary moves (R-ORG-13).
LADDER = {
    "village_secretary": "township_secretary",
    "attendance_clerk": "township_organiser",
    "township_organiser": "township_secretary",
    "township_secretary": "county_officer",
    "county_officer": "organisation_department",
    "organisation_department": "county_leader",
    "unit_liaison": "unit_deputy",
    "unit_deputy": "unit_head",
    "unit_head": "county_officer",
}

PASSWORD_LENGTH = 10
PASSWORD_CLASSES = 3  # of digits, small letters, capitals, signs
PASSWORDS_REMEMBERED = 5  # the one in use and those before it


def must_be_strong(password: str, *known: str) -> None:
    """At least ten characters of three of four classes, and no part of it what anybody knows (R-SEC-01)."""
    if len(password) < PASSWORD_LENGTH or _classes(password) < PASSWORD_CLASSES:
        raise Refused(
            f"密码至少 {PASSWORD_LENGTH} 位，大写字母、小写字母、数字、符号里至少有 {PASSWORD_CLASSES} 种。",
            field="password",
            rule="R-SEC-01",
        )
    if any(len(word) > 2 and word.lower() in password.lower() for word in known):
        raise Refused("密码里不要有登录名或姓名。", field="password", rule="R-SEC-01")


def _classes(password: str) -> int:
    kinds = (str.isdigit, str.islower, str.isupper, lambda letter: not letter.isalnum())
    return sum(any(kind(letter) for letter in password) for kind in kinds)
