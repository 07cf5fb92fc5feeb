"""The columns of 农户名单, as villages keep it: heads with their groups, and of which kind a household is."""

from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import one_line, text, whole

HEAD = ("户主", "户主姓名", "农户姓名")
GROUP = ("组", "村民小组", "小组", "组别")
CODE = ("户编号", "户号", "编号", "农户编号")
PERSONS = ("人口", "人口数", "家庭人口", "家庭人口数")

HOUSEHOLDS = Sheet(
    "households",
    "农户名单",
    (
        TOWNSHIP,
        Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, repeats=True, width=16),
        Column("group", GROUP[0], one_line(40, "村民小组的名称", "3组"), GROUP[1:], repeats=True, width=10),
        Column("head", HEAD[0], one_line(40, "户主姓名", "石老满"), HEAD[1:], is_required=True, width=12),
        Column("code", CODE[0], one_line(30, "户编号，没有就空着", "0017"), CODE[1:], width=14),
        Column("persons", PERSONS[0], whole(0, 99, help="人口"), PERSONS[1:], width=8),
        Column("kind", "户的类别", text(20), ("户类型", "户属性", "农户类型", "农户属性", "类别"), width=12),
        REMARK,
    ),
    note="一户一行。不要写证件号、电话、收入和病情；监测户以全国系统的表为准。",
)
HOUSEHOLDS_KIND = register_kind(
    KindSignature(
        "households",
        "农户名单",
        needs=(Sign("户主", HEAD),),
        speaks_for=(Sign("人口", PERSONS), Sign("组", GROUP), Sign("户编号", CODE)),
        speaks_against=(Sign("联户的人", ("联户的人", "联户党员", "联系党员", "党员姓名", "联系人姓名")),),
        title_words=("农户", "户主名单", "户籍"),
        sheet=HOUSEHOLDS,
        ledger="农户名单",
    )
)
