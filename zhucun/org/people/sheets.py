"""Columns about people, and the tables of persons that are no member rosters: cadre lists, helpers of households."""

from dataclasses import replace

from zhucun.lib.skills import KINDS
from zhucun.org.people.rules import Education, Employment, SendingLevel, Sex
from zhucun.org.places.sheets import FACTS_SIGN, PERSONS, PLACE_SIGN, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import birth_month, day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.persons import id_number, name, phone
from zhucun.sheets.values import choice, nothing_looks_like_it, one_line, several, text, whole, yes_no

SEX = choice(dict(Sex.choices), {"m": "male", "f": "female", "男性": "male", "女性": "female"}, "性别", distinct=True)
EDUCATION = choice(
    dict(Education.choices),
    {
        "高中": Education.SENIOR,
        "中专": Education.SENIOR,
        "职高": Education.SENIOR,
        "技校": Education.SENIOR,
        "中师": Education.SENIOR,
        "专科": Education.COLLEGE,
        "大学专科": Education.COLLEGE,
        "大专学历": Education.COLLEGE,
        "全日制大专": Education.COLLEGE,
        "在职大专": Education.COLLEGE,
        "大学": Education.BACHELOR,
        "大学本科": Education.BACHELOR,
        "本科学历": Education.BACHELOR,
        "全日制本科": Education.BACHELOR,
        "在职本科": Education.BACHELOR,
        "全日制大学": Education.BACHELOR,
        "在职大学": Education.BACHELOR,
        "省委党校大学": Education.BACHELOR,
        "中央党校大学": Education.BACHELOR,
        "学士": Education.BACHELOR,
        "硕士": Education.MASTER,
        "博士": Education.DOCTOR,
        "研究生": (Education.MASTER, Education.DOCTOR),
        "在职研究生": (Education.MASTER, Education.DOCTOR),
        "全日制研究生": (Education.MASTER, Education.DOCTOR),
        "省委党校研究生": (Education.MASTER, Education.DOCTOR),
        "党校研究生": (Education.MASTER, Education.DOCTOR),
    },
    "学历",
    distinct=True,
)
EMPLOYMENT = choice(
    dict(Employment.choices),
    {
        "行政": Employment.CIVIL_SERVANT,
        "行政编": Employment.CIVIL_SERVANT,
        "行政编制": Employment.CIVIL_SERVANT,
        "参公": Employment.CIVIL_SERVANT,
        "参公人员": Employment.CIVIL_SERVANT,
        "事业": Employment.PUBLIC_INSTITUTION,
        "事业编": Employment.PUBLIC_INSTITUTION,
        "事业干部": Employment.PUBLIC_INSTITUTION,
        "国企": Employment.ENTERPRISE,
        "企业": Employment.ENTERPRISE,
        "工勤人员": Employment.MANUAL_WORKER,
        "临聘人员": Employment.TEMPORARY,
        "聘用": Employment.TEMPORARY,
    },
    "身份",
)
SENDING_LEVEL = choice(
    dict(SendingLevel.choices),
    {
        "省": SendingLevel.PROVINCE,
        "省直": SendingLevel.PROVINCE,
        "省级": SendingLevel.PROVINCE,
        "省直单位": SendingLevel.PROVINCE,
        "省派驻": SendingLevel.PROVINCE,
        "市": SendingLevel.PREFECTURE,
        "市直": SendingLevel.PREFECTURE,
        "市级": SendingLevel.PREFECTURE,
        "州派": SendingLevel.PREFECTURE,
        "市直单位": SendingLevel.PREFECTURE,
        "市派驻": SendingLevel.PREFECTURE,
        "县": SendingLevel.COUNTY,
        "县直": SendingLevel.COUNTY,
        "县级": SendingLevel.COUNTY,
        "区派": SendingLevel.COUNTY,
        "县直单位": SendingLevel.COUNTY,
        "县派驻": SendingLevel.COUNTY,
    },
    "派出层级",
    distinct=True,
)

UNIT_NAME = one_line(80, "单位全称", "东山县农业农村局")

NAME = Column("name", "姓名", name(), ("名字", "干部姓名", "人员姓名", "队员姓名"), is_required=True, width=10)
SEX_COLUMN = Column("sex", "性别", SEX, width=6)
BIRTH_MONTH = Column(
    "birth_month", "出生年月", birth_month(), ("出生日期", "出生时间", "出生年月日", "生日", "出生"), width=11
)
AGE = Column("age", "年龄", whole(0, 120, help="周岁"), ("周岁", "现年龄"), is_in_form=False, width=6)
ID_NUMBER = Column(
    "id_number",
    "证件号",
    id_number(),
    ("身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "居民身份证号"),
    is_in_form=False,
    help="只在买保险、核对身份时需要",
    width=20,
)
PARTY = Column(
    "party_joined_on",
    "入党时间",
    day(whole_months=True, help="年月或日期，不是党员的空着", example="2005-06-01"),
    ("入党年月", "入党日期", "何时入党"),
    width=11,
)
WORK = Column(
    "work_started_on",
    "参加工作时间",
    day(whole_months=True, help="年月或日期", example="2003-07-01"),
    ("参工时间", "工作时间", "参加工作年月"),
    is_in_form=False,
    width=12,
)
EDUCATION_COLUMN = Column("education", "学历", EDUCATION, ("文化程度", "最高学历", "全日制学历", "文化"), width=12)
RANK = Column("rank", "职级", text(40, example="四级主任科员"), ("行政级别", "级别", "职务职级", "职称"), width=14)
EMPLOYMENT_COLUMN = Column(
    "employment",
    "身份",
    EMPLOYMENT,
    ("人员身份", "编制", "人员性质", "干部身份", "编制性质"),
    is_in_form=False,
    width=10,
)
PHONE = Column(
    "phone",
    "电话",
    phone(),
    ("联系电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "移动电话"),
    width=14,
)
RURAL = Column(
    "has_rural_experience",
    "农村工作经历",
    yes_no(),
    ("有无农村工作经历", "是否有农村工作经历", "农村工作经验", "有无农村工作经验", "农村经历", "是否有农村经历"),
    width=10,
)

SKILLS_KIND = replace(
    several(
        KINDS,
        {
            "产业": "industry",
            "电商": "e_commerce",
            "党建": "party_building",
            "调解": "mediation",
            "规划": "planning_building",
            "建设": "planning_building",
            "农技": "farming_technique",
            "会计": "finance",
            "旅游": "culture_tourism",
            "文化旅游": "culture_tourism",
            "教育": "school_health_liaison",
            "医疗": "school_health_liaison",
            "计算机": "information_technology",
            "法学": "law",
        },
        "专长",
    ),
    looks=nothing_looks_like_it,
    is_distinct=False,
)
SKILLS = Column("skills", "专长", SKILLS_KIND, ("特长", "工作专长", "业务专长"), width=16)
HOME = Column(
    "home",
    "家在",
    one_line(60, "本县的村、社区，写全乡镇", "太和镇大湾村"),
    ("家庭所在村", "户籍所在村", "籍贯村", "家庭住址所在村"),
    width=16,
)
FITNESS = Column(
    "fitness_confirmed_on",
    "单位确认能派驻",
    day(help="单位确认的日期", example="2021-05-10"),
    ("单位确认日期", "适岗确认日期"),
    is_in_form=False,
    width=14,
)

CADRES = Sheet(
    "cadres",
    "干部名册",
    (
        NAME,
        SEX_COLUMN,
        BIRTH_MONTH,
        AGE,
        ID_NUMBER,
        PARTY,
        WORK,
        EDUCATION_COLUMN,
        Column("unit", "单位", UNIT_NAME, ("工作单位", "所在单位", "单位名称"), repeats=True, width=24),
        Column("unit_and_post", "单位及职务", text(120), ("工作单位及职务", "单位职务"), is_in_form=False, width=28),
        Column("post", "职务", text(60), ("现任职务", "行政职务", "单位职务"), width=16),
        RANK,
        EMPLOYMENT_COLUMN,
        PHONE,
        RURAL,
        SKILLS,
        HOME,
        FITNESS,
        REMARK,
    ),
)

HOUSEHOLD_HELPERS = Sheet(
    "household_helpers",
    "结对帮扶责任人",
    (
        Column(
            "name",
            "姓名",
            name(),
            ("帮扶责任人", "责任人", "帮扶人", "结对干部", "帮扶干部"),
            is_required=True,
            width=10,
        ),
        Column("unit", "单位", UNIT_NAME, ("工作单位", "帮扶单位", "所在单位"), repeats=True, width=24),
        RANK,
        PHONE,
        TOWNSHIP,
        Column(
            "place",
            "村",
            one_line(60, "村、社区的名称", "石坪村"),
            ("帮扶村", "所在村", "村名"),
            repeats=True,
            width=14,
        ),
        Column(
            "households",
            "结对户数",
            whole(0, 200, help="户数"),
            ("帮扶户数", "结对帮扶户数", "联系户数", "帮扶户"),
            width=10,
        ),
        Column("household_head", "户主", name(), ("户主姓名", "贫困户姓名", "脱贫户姓名", "帮扶对象"), width=10),
        REMARK,
    ),
)

HELPED_SIGN = Sign(
    "结对帮扶的户",
    ("户主", "户主姓名", "结对户数", "帮扶户数", "联系户数"),
    ("结对户", "帮扶户", "贫困户姓名", "脱贫户姓名", "监测户姓名", "帮扶对象"),
)
CADRE_LIST = register_kind(
    KindSignature(
        "cadre_list",
        "干部名册",
        needs=(PERSONS, Sign("单位", ("单位", "工作单位", "所在单位", "单位名称", "单位及职务", "工作单位及职务"))),
        speaks_for=(
            Sign("性别", ("性别",)),
            Sign("出生年月", (BIRTH_MONTH.label, *BIRTH_MONTH.synonyms)),
            Sign("职务", ("职务", "现任职务", "行政职务")),
            Sign("学历", ("学历", "文化程度")),
        ),
        speaks_against=(HELPED_SIGN, FACTS_SIGN, PLACE_SIGN),
        title_words=("干部名册", "干部花名册", "干部名单", "人员名册"),
        sheet=CADRES,
        ledger="干部",
    )
)

HELPER_LIST = register_kind(
    KindSignature(
        "household_helpers",
        "结对帮扶责任人名单",
        needs=(
            Sign("帮扶人姓名", (NAME.label, *HOUSEHOLD_HELPERS.by_key["name"].synonyms)),
            HELPED_SIGN,
        ),
        speaks_for=(
            Sign("单位", ("单位", "工作单位", "帮扶单位", "所在单位")),
            Sign("职级", ("职级", "职务", "职务职级")),
        ),
        title_words=("结对帮扶", "帮扶责任人", "一对一帮扶"),
        sheet=HOUSEHOLD_HELPERS,
        ledger="结对帮扶",
    )
)
