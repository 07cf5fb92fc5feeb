"""Permissions, kinds, the ladder of offices, who is kept apart from what, what a password and a log-in name must be."""

import re
from collections.abc import Collection

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

KEEP_ACCOUNTS = permission("account.keep", "维护账号")
KEEP_RIGHTS = permission("appointment.keep", "任免和授权")
APPOINT_ADMINISTRATORS = permission("administrator.appoint", "任免三员")
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
ADMINISTRATORS = {"system_admin": "系统管理员", "security_admin": "安全管理员", "audit_admin": "审计管理员"}

# A first account of which nobody said whose it is; its holder says so at the first look at the facts.
UNNAMED = "待填姓名"

LONGEST_TOKEN_DAYS = 366
TOKENS_AT_ONCE = 10

PASSWORD_LENGTH = 10
PASSWORD_CLASSES = 3  # of digits, small letters, capitals, signs
PASSWORDS_REMEMBERED = 5  # the one in use and those before it
# Never digits alone, which would be read as a phone number.
LOG_IN = re.compile(r"(?=.*[a-z-])[a-z0-9][a-z0-9._-]{1,39}")


def is_unnamed(name: str) -> bool:
    return name.startswith(UNNAMED)


def must_stay_apart(role: str, label: str, held: Collection[str]) -> None:
    """三员分立: one person is one of the three at most, and an administrator has no business role (R-SEC-05).

    Without it one person could give themselves what the other two are there to watch.
    """
    has = [ADMINISTRATORS[name] for name in held if name in ADMINISTRATORS and name != role]
    if has:
        raise Refused(f"本人是{has[0]}，不能再任{label}：三员分立，也不兼业务。", field="role", rule="R-SEC-05")
    if role in ADMINISTRATORS and set(held) - {role}:
        raise Refused(f"本人有业务职务，不能任{label}：管理员不看业务。", field="role", rule="R-SEC-05")


def normal_log_in(text: str) -> str:
    """In small letters, since people type it either way. Raises Refused."""
    name = text.strip().lower()
    if not LOG_IN.fullmatch(name):
        raise Refused("登录名用小写字母、数字、点和横线，2 到 40 位，不能全是数字。", field="log_in")
    return name


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


LEADING = frozenset({"county_leader", "organisation_department"})  # who signs or approves, mostly on a phone
