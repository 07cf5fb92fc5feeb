"""Permissions and lists about people and units."""

from django.db.models import IntegerChoices, TextChoices

from zhucun.acts.permissions import permission

SEE = permission("people.see", "看人员")
KEEP = permission("people.keep", "维护人员资料")
SEE_PRIVATE = permission("people.see_private", "看证件号和电话全文")
KEEP_UNITS = permission("unit.keep", "维护单位")
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
