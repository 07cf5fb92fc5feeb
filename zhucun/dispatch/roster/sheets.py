"""The columns of the 花名册 (R-DOC-01) and of the table that pairs units with villages."""

from zhucun.dispatch.roster.rules import TeamRole
from zhucun.org.people import sheets as people
from zhucun.org.places.sheets import (
    FACTS_SIGN,
    PERSONS,
    PLACE,
    PLACE_NAME,
    PLACE_SIGN,
    PLACE_SYNONYMS,
    REMARK,
    TOWNSHIP,
)
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day, span
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.persons import names, phones
from zhucun.sheets.values import document_number, listed, several, text, whole, yes_no

ROLES = several(
    dict(TeamRole.choices),
    {
        "第一书": TeamRole.FIRST_SECRETARY,
        "书记": TeamRole.FIRST_SECRETARY,
        "工作队长": TeamRole.LEADER,
        "工作队员": TeamRole.MEMBER,
        "成员": TeamRole.MEMBER,
        "组员": TeamRole.MEMBER,
    },
    "队内职务",
    around=("驻村工作队", "工作队", "驻村", "帮扶", "党组织", "党支部", "村党支部", "村党总支", "村"),
)

ROSTER = Sheet(
    "member_roster",
    "驻村工作队花名册",
    (
        people.NAME,
        people.SEX_COLUMN,
        people.BIRTH_MONTH,
        people.AGE,
        people.ID_NUMBER,
        people.PARTY,
        people.EDUCATION_COLUMN,
        Column(
            "unit",
            "派出单位",
            people.UNIT_NAME,
            (
                "单位",
                "工作单位",
                "所在单位",
                "原单位",
                "原工作单位",
                "选派单位",
                "派驻单位",
                "单位名称",
                "派出单位名称",
            ),
            repeats=True,
            width=24,
        ),
        Column(
            "unit_and_post",
            "单位及职务",
            text(120, example="东山县农业农村局副局长"),
            ("工作单位及职务", "原单位及职务", "派出单位及职务", "单位职务", "工作单位职务"),
            is_in_form=False,
            width=28,
        ),
        Column("post", "职务", text(60, example="副局长"), ("现任职务", "行政职务", "原职务", "单位职务"), width=16),
        people.RANK,
        people.EMPLOYMENT_COLUMN,
        people.PHONE,
        Column(
            "sending_level",
            "派出层级",
            people.SENDING_LEVEL,
            ("选派层级", "派驻层级", "层级", "派出级别", "选派级别", "级别", "省市县派"),
            width=10,
        ),
        Column(
            "roles",
            "队内职务",
            ROLES,
            (
                "驻村职务",
                "担任职务",
                "驻村工作队职务",
                "工作队职务",
                "队内身份",
                "派驻职务",
                "职务",
                "角色",
                "驻村身份",
            ),
            width=16,
        ),
        TOWNSHIP,
        Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, repeats=True, width=16),
        Column("team_number", "队号", text(20), ("工作队编号", "编队", "队伍编号"), is_in_form=False, width=8),
        Column(
            "since",
            "派驻起",
            day(),
            (
                *(
                    "起",
                    "开始时间",
                    "起始时间",
                    "派驻时间",
                    "驻村时间",
                    "派驻起始时间",
                    "到村时间",
                    "驻村开始时间",
                    "派出时间",
                ),
                *("任职时间", "选派时间", "入驻时间", "开始驻村时间", "起始日期"),
            ),
            width=12,
        ),
        Column(
            "until",
            "派驻止",
            day(),
            (
                "止",
                "结束时间",
                "期满时间",
                "到期时间",
                "派驻结束时间",
                "驻村结束时间",
                "截止时间",
                "离村时间",
                "终止时间",
            ),
            width=12,
        ),
        Column("span", "起止时间", span(), ("派驻起止时间", "驻村起止时间", "派驻期限"), is_in_form=False, width=20),
        Column(
            "basis", "派出文号", document_number(), ("文号", "选派文号", "派驻文号", "文件号", "任命文号"), width=20
        ),
        people.RURAL,
        Column(
            "rural_years",
            "农村工作年限",
            whole(0, 50, help="整年数"),
            ("农村工作年数", "基层工作年限"),
            is_in_form=False,
            width=8,
        ),
        people.WORK,
        people.SKILLS,
        people.HOME,
        people.FITNESS,
        Column("is_insured", "意外保险", yes_no(), ("保险", "是否投保", "是否购买保险", "意外险"), width=8),
        REMARK,
    ),
    note="一人一行。兼任两处的村写主驻的一处。证件号不必填。不得录入涉密信息。",
)

PAIRING = Sheet(
    "unit_village_pairing",
    "单位结对村",
    (
        TOWNSHIP,
        Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, width=16),
        Column(
            "units",
            "后盾单位",
            listed(),
            (
                "单位",
                "帮扶单位",
                "结对单位",
                "联系单位",
                "责任单位",
                "牵头单位",
                "包联单位",
                "后盾单位名称",
                "挂点单位",
            ),
            is_required=True,
            repeats=True,
            width=24,
        ),
        Column("head", "单位负责人", names(), ("主要负责人", "负责人", "联村领导"), width=12),
        Column(
            "staff_count",
            "单位在编人数",
            whole(0, 100_000),
            ("在编人数", "单位编制人数", "单位人数"),
            is_in_form=False,
            width=10,
        ),
        Column("contacts", "联系人", names(), ("联络员", "单位联系人"), width=12),
        Column("phones", "联系电话", phones(), ("电话", "手机", "联系方式"), width=16),
        Column("approved_size", "核定人数", whole(1, 50), ("编制人数", "应派人数", "队员人数"), width=8),
        REMARK,
    ),
)

POSTING_SIGN = Sign(
    "派驻情况",
    tuple(
        label
        for key in ("roles", "sending_level", "since", "until", "span")
        for label in (ROSTER.by_key[key].label, *ROSTER.by_key[key].synonyms)
        if label not in ("职务", "起", "止", "级别", "单位职务")
    ),
    ("驻村时间", "驻村起", "派驻时间", "派驻起", "第一书记", "工作队"),
    content=ROLES,
)

MEMBER_ROSTER = register_kind(
    KindSignature(
        "member_roster",
        "驻村工作队花名册",
        needs=(PERSONS, PLACE_SIGN, POSTING_SIGN),
        speaks_for=(
            Sign("派出单位", (ROSTER.by_key["unit"].label, *ROSTER.by_key["unit"].synonyms, "单位及职务")),
            Sign("出生年月", (people.BIRTH_MONTH.label, *people.BIRTH_MONTH.synonyms, "年龄")),
            Sign("电话", (people.PHONE.label, *people.PHONE.synonyms)),
            Sign("入党时间", (people.PARTY.label, *people.PARTY.synonyms)),
            Sign("派出层级", (ROSTER.by_key["sending_level"].label, "选派层级", "层级")),
        ),
        speaks_against=(people.HELPED_SIGN, FACTS_SIGN),
        title_words=("驻村工作队", "驻村帮扶", "第一书记", "驻村干部", "驻村队员", "工作队花名册", "工作队员"),
        title_serves_for=("派驻情况",),
        sheet=ROSTER,
        ledger="花名册",
    )
)

PAIRED_BY = ("后盾单位", *(label for label in PAIRING.by_key["units"].synonyms if label != "单位"))

UNIT_VILLAGE_PAIRING = register_kind(
    KindSignature(
        "unit_village_pairing",
        "单位结对村",
        needs=(
            PLACE_SIGN,
            Sign("单位", ("单位", "单位名称", *PAIRED_BY)),
            Sign("结对关系", PAIRED_BY),
        ),
        speaks_for=(
            Sign("乡镇", (TOWNSHIP.label, *TOWNSHIP.synonyms)),
            Sign("联系人", ("联系人", "联络员", "单位联系人", "负责人", "单位负责人")),
            Sign("核定人数", ("核定人数", "应派人数")),
        ),
        speaks_against=(PERSONS, FACTS_SIGN, people.HELPED_SIGN),
        title_words=("结对", "后盾单位", "包联", "联村", "挂点"),
        title_serves_for=("结对关系",),
        sheet=PAIRING,
        ledger="后盾单位",
    )
)
