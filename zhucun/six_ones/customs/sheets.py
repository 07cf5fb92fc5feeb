"""The columns of 一约四会, a line for each village, and of 月列会台账, a line for each item."""

from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.policy.customs_values import COUNCIL, SHIPPED_BODIES
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import choice, text, whole
from zhucun.six_ones.customs.models import LINE, LONGEST
from zhucun.six_ones.customs.rules import MOST_MEMBERS, Owner

MEMBERS = "members_of_"
VILLAGE = Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, width=16)


def _since(key: str, label: str) -> Column:
    words = (f"{label}成立日期", f"{label}成立时间", f"{label}建立日期", f"{label}制定日期", f"{label}通过日期")
    return Column(key, f"{label}日期", day(), (label, *words), width=16, help="哪天建的；没有的空着")


def _count(key: str, label: str) -> Column:
    words = (f"{label}成员数", f"{label}成员人数", f"{label}几个人")
    return Column(f"{MEMBERS}{key}", f"{label}人数", whole(1, MOST_MEMBERS), words, width=12)


CUSTOMS = Sheet(
    "customs",
    "一约四会台账",
    (
        TOWNSHIP,
        VILLAGE,
        *(
            column
            for one in SHIPPED_BODIES
            for column in (
                (_since(one.key, one.label), *((_count(one.key, one.label),) if one.form == COUNCIL else ()))
            )
        ),
        REMARK,
    ),
    note="一村一行。建了的写哪天建的，“会”再写几个人；没有的空着。",
)
CUSTOMS_KIND = register_kind(
    KindSignature(
        "customs",
        "一约四会台账",
        needs=(
            Sign("红白理事会", (*CUSTOMS.by_key["ceremony"].synonyms, "红白理事会日期")),
            Sign("村规民约", (*CUSTOMS.by_key["village_rules"].synonyms, "村规民约日期")),
        ),
        title_words=("一约四会",),
        sheet=CUSTOMS,
        ledger="新风",
    )
)

ITEM = ("议题", "议的什么事", "议事内容", "会议议题")
HELD = ("开会日期", "会议日期", "哪天开的", "召开日期", "会议时间")
OWNERS = choice(
    dict(Owner.choices),
    {
        "村两委": "village",
        "村委会": "village",
        "村里": "village",
        "驻村工作队": "team",
        "镇里": "township",
        "乡镇政府": "township",
    },
    "谁来办",
)
MONTHLY = Sheet(
    "monthly_items",
    "月列会台账",
    (
        TOWNSHIP,
        VILLAGE,
        Column("held_on", HELD[0], day(), HELD[1:], is_required=True, repeats=True, width=14),
        Column("item", ITEM[0], text(LINE), ITEM[1:], is_required=True, width=30),
        Column(
            "decision", "定了什么", text(LONGEST), ("决定", "会议决定", "议定事项", "决议"), is_required=True, width=36
        ),
        Column("owner", "谁来办", OWNERS, ("责任人", "责任单位", "承办"), width=12),
        Column("due_on", "期限", day(), ("办结期限", "完成时限", "哪天以前办好"), width=14),
        Column("done_on", "办结日期", day(), ("完成日期", "哪天办结"), width=14),
        Column("result", "办成什么样", text(LINE), ("落实情况", "办理结果", "结果"), width=30),
        REMARK,
    ),
    note="一个议题一行。那天还没有会议记录的，照这里补一笔月列会。不写手机号、身份证号。",
)
MONTHLY_KIND = register_kind(
    KindSignature(
        "monthly_items",
        "月列会台账",
        needs=(Sign("议题", ITEM), Sign("开会日期", HELD)),
        title_words=("月列会",),
        sheet=MONTHLY,
        ledger="新风",
    )
)
