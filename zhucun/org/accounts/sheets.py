"""The list by which accounts are asked for: who holds which office where (R-ORG-04, R-ORG-05)."""

from dataclasses import replace

from zhucun.org.accounts.rules import ADMINISTRATORS
from zhucun.org.places.sheets import PLACE, TOWNSHIP
from zhucun.org.roles import ROLES
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.persons import name, phone
from zhucun.sheets.values import choice, one_line

OFFICES = {role.name: role.label for role in ROLES.values() if role.name not in ADMINISTRATORS}
SYNONYMS = {
    "乡镇书记": "township_secretary",
    "党委书记": "township_secretary",
    "党工委书记": "township_secretary",
    "组织委员": "township_organiser",
    "组织员": "township_organiser",
    "考勤员": "attendance_clerk",
    "乡镇干事": "attendance_clerk",
    "村支书": "village_secretary",
    "村党支部书记": "village_secretary",
    "村党总支书记": "village_secretary",
    "社区书记": "village_secretary",
    "联络员": "unit_liaison",
    "单位主要领导": "unit_head",
    "主要负责人": "unit_head",
    "单位分管领导": "unit_deputy",
    "分管负责人": "unit_deputy",
    "驻村办干事": "county_officer",
    "驻村办主任": "county_office_leader",
}

STAFF = Sheet(
    "staff",
    "账号名单",
    (
        Column("name", "姓名", name(), is_required=True, width=12),
        Column("role", "职务", choice(OFFICES, SYNONYMS, "职务"), ("角色", "担任"), is_required=True, width=18),
        replace(TOWNSHIP, repeats=False),  # a unit's liaison has none
        replace(PLACE, repeats=False),
        Column("unit", "单位", one_line(80, "单位职务才填", "县档案馆"), ("单位名称", "派出单位"), width=24),
        Column("phone", "手机号", phone(), ("电话", "手机", "联系电话"), width=16),
    ),
    note="乡镇的职务填乡镇，村书记填乡镇和村，单位的职务填单位，县里的职务都不填。有手机号的，同名的人也分得清。",
)
