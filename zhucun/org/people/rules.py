"""Permissions and lists about people and units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict

from django.db.models import IntegerChoices, TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.periods import full_months
from zhucun.lib.skills import KINDS

SEE = permission("people.see", "看人员")
KEEP = permission("people.keep", "维护人员资料")
SEE_PRIVATE = permission("people.see_private", "看证件号和电话全文")
ADD_OWN = permission("people.add_own", "登记本单位人员")
KEEP_UNITS = permission("unit.keep", "维护单位")
CONFIRM_FITNESS = permission("people.confirm_fitness", "确认本单位的人能派驻")
KEEP_APART = permission("people.keep_apart", "定哪两人不放在一队")
SEE_UNITS = permission("unit.see", "看单位")


class Sex(TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Education(IntegerChoices):
    """In rising order, so that 大专及以上 is a comparison."""

    PRIMARY = 10, "小学"
    JUNIOR = 20, "初中"
    SENIOR = 30, "高中（中专）"
    COLLEGE = 40, "大专"
    BACHELOR = 50, "本科"
    MASTER = 60, "硕士研究生"
    DOCTOR = 70, "博士研究生"


class UnitKind(TextChoices):
    PARTY_GOVERNMENT = "party_government", "党政部门"
    ECONOMIC = "economic", "经济部门"
    POLITICAL_LEGAL = "political_legal", "政法部门"
    AGRICULTURAL = "agricultural", "涉农部门"
    CULTURE_TOURISM = "culture_tourism", "文旅部门"
    EDUCATION_HEALTH = "education_health", "教育卫生"
    ENTERPRISE = "enterprise", "企业"
    TOWNSHIP = "township", "乡镇"
    OTHER = "other", "其他"


class SendingLevel(TextChoices):
    """R-ORG-03: whoever sent them, all are managed by the county they sit in."""

    PROVINCE = "province", "省派"
    PREFECTURE = "prefecture", "市派"
    COUNTY = "county", "县派"


class Employment(TextChoices):
    """R-SEL-08 names two of them as not to be sent."""

    CIVIL_SERVANT = "civil_servant", "公务员"
    PUBLIC_INSTITUTION = "public_institution", "事业编制"
    ENTERPRISE = "enterprise", "企业职工"
    MANUAL_WORKER = "manual_worker", "工勤"
    TEMPORARY = "temporary", "临聘"


LEVEL_BY_CODE_LENGTH = {2: SendingLevel.PROVINCE, 4: SendingLevel.PREFECTURE}


def sending_level(unit_place_code: str) -> SendingLevel:
    """The level a unit sends from, by the length of the code of its own level."""
    return LEVEL_BY_CODE_LENGTH.get(len(unit_place_code), SendingLevel.COUNTY)


@dataclass(frozen=True)
class Spell:
    """在哪里做什么, from `since` to before `until`; still going on without an end."""

    where: str
    since: date
    until: date | None = None


class SpellTold(TypedDict):
    """A `Spell` as forms, files and other programs tell it."""

    where: str
    since: date
    until: NotRequired[date | None]


def rural_months(spells: Sequence[Spell], day: date) -> int:
    """Whole months of all of them together, those still going on up to the day."""
    return sum(full_months(spell.since, min(spell.until or day, day)) for spell in spells)


def must_follow_each_other(spells: Iterable[Spell]) -> None:
    ordered = sorted(spells, key=lambda spell: spell.since)
    for spell in ordered:
        if not spell.where.strip():
            raise Refused("写上在哪里做什么，比如“太和镇政府，办事员”。", field="spells")
        if spell.until is not None and spell.until <= spell.since:
            raise Refused(f"“{spell.where}”的结束日期要在开始日期之后。", field="spells")
    for before, after in zip(ordered, ordered[1:], strict=False):
        if before.until is None or before.until > after.since:
            raise Refused(f"“{before.where}”和“{after.where}”的日期有重叠，请核对。", field="spells")


def skills_in_order(skills: Iterable[str]) -> list[str]:
    """Each once, in the order of the list. Raises Refused for one that is none."""
    given = set(skills)
    if strange := sorted(given - set(KINDS)):
        raise Refused(f"专长里没有“{strange[0]}”这一类。", field="skills")
    return [kind for kind in KINDS if kind in given]
