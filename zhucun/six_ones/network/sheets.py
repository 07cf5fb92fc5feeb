"""The columns of 党员联户表: which household, and who of the village keeps in touch with it."""

from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import choice, one_line, text
from zhucun.six_ones.network.rules import Kind

LINKER = ("联户的人", "联户党员", "联系党员", "党员姓名", "联户干部", "联系党员干部")
HEAD = ("户主", "联系户", "联系户户主", "户主姓名", "农户姓名")
KINDS = choice(dict(Kind.choices), {"中共党员": "party_member", "干部": "cadre", "小组长": "group_head"}, "身份")

LINKS = Sheet(
    "household_links",
    "党员联户表",
    (
        TOWNSHIP,
        Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, repeats=True, width=16),
        Column(
            "linker", LINKER[0], one_line(40, "姓名", "石爱党"), LINKER[1:], is_required=True, repeats=True, width=12
        ),
        Column("kind", "身份", KINDS, ("联户人身份",), width=10),
        Column("age", "年龄段", text(20), ("联户人年龄段",), width=10),
        Column("linker_place", "联户人所在村", one_line(60, "和户不在一个村才写", "石坪村"), ("党员所在村",), width=14),
        Column("head", HEAD[0], one_line(40, "户主姓名", "石老满"), HEAD[1:], is_required=True, width=12),
        Column("group", "组", one_line(40, "户在哪一组", "3组"), ("村民小组", "小组", "户所在组"), width=10),
        Column("code", "户编号", one_line(30, "没有就空着", "0017"), ("户号", "农户编号"), width=14),
        REMARK,
    ),
    note="一户一行，联几户写几行。户要先在农户名单上。不写电话。",
)
LINKS_KIND = register_kind(
    KindSignature(
        "household_links",
        "党员联户表",
        needs=(Sign("联户的人", LINKER), Sign("户主", HEAD)),
        title_words=("联户", "党员联系户", "党员联系"),
        sheet=LINKS,
        ledger="联户表",
    )
)
