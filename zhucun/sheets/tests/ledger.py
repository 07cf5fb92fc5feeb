"""A small ledger for the tests of this package: its columns, its kinds, and a county to match against."""

from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import birth_month, day
from zhucun.sheets.kinds import KindSignature, Sign
from zhucun.sheets.persons import id_number, name, phone
from zhucun.sheets.values import choice, one_line, several, text, whole, yes_no

SEX = {"male": "男", "female": "女"}
ROLES = {"first_secretary": "第一书记", "leader": "队长", "member": "队员"}

SHEET = Sheet(
    "members",
    "花名册",
    (
        Column("name", "姓名", name(), ("队员姓名",), is_required=True),
        Column("sex", "性别", choice(SEX, {}, "性别", distinct=True)),
        Column("birth_month", "出生年月", birth_month(), ("出生时间",)),
        Column("id_number", "证件号", id_number(), ("身份证号",), is_in_form=False),
        Column("unit", "派出单位", one_line(80, "单位全称"), ("单位", "工作单位"), repeats=True),
        Column("post", "职务", text(60)),
        Column("phone", "电话", phone(), ("联系电话", "手机")),
        Column(
            "roles",
            "队内职务",
            several(ROLES, {"工作队员": "member"}, "队内职务", around=("驻村", "工作队")),
            ("职务", "驻村职务"),
        ),
        Column("township", "乡镇", one_line(40, "乡镇"), repeats=True),
        Column("place", "村", one_line(60, "村"), ("所驻村", "驻村点"), is_required=True, repeats=True),
        Column("since", "派驻起", day(), ("起", "驻村时间")),
        Column("is_insured", "保险", yes_no()),
        Column("households", "联系户数", whole(0, 100)),
        Column("remark", "备注", text(200)),
    ),
    note="一人一行。",
)

PERSON, PLACE = Sign("姓名", ("姓名", "队员姓名")), Sign("村", ("村", "所驻村", "驻村点", "村名"))
FACTS = Sign("村情数字", ("总户数",), ("贫困户数",))
KINDS = (
    KindSignature(
        "members",
        "花名册",
        (PERSON, PLACE, Sign("派驻情况", ("队内职务", "派驻起", "驻村时间"))),
        (Sign("电话", ("电话", "联系电话")),),
        (FACTS,),
        ("驻村工作队",),
        ("派驻情况",),
        SHEET,
    ),
    KindSignature("facts", "村情表", (PLACE, FACTS), speaks_against=(PERSON,)),
    KindSignature("people", "干部名册", (PERSON, Sign("单位", ("单位",))), speaks_against=(PLACE,)),
)
