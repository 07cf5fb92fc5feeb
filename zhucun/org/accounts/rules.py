"""Permissions, kinds and the ladder of offices."""

from django.db.models import TextChoices

from zhucun.acts.permissions import permission

KEEP_ACCOUNTS = permission("account.keep", "维护账号")
KEEP_RIGHTS = permission("appointment.keep", "任免和授权")
READ_LOG = permission("log.read", "看日志")
SEE_OFFICES = permission("office.see", "看机构和任职")


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
