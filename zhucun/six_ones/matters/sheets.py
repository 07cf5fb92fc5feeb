"""The columns of 实事台账, as townships keep it in a book or a sheet and bring it in."""

from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import choice, text
from zhucun.six_ones.matters.models import LINE, LONGEST
from zhucun.six_ones.matters.rules import Raised, Rating

WHAT = (
    *("什么事", "事项", "实事内容", "急难愁盼事项", "问题", "诉求", "具体事项"),
    *("办理事项", "办实事内容", "实事", "实事名称", "办理内容", "工作内容", "急难愁盼问题"),
)
RAISED_ON = ("提出日期", "哪天提出来", "登记日期", "收到日期", "提出时间", "受理日期", "受理时间", "收集日期")
DONE_ON = ("办结日期", "哪天办结", "办结时间", "完成日期", "解决时间")
HOW = choice(
    dict(Raised.choices),
    {"走访": "visit", "上门": "came", "来访": "came", "电话": "telephone", "会议": "meeting", "12345": "hotline"},
    "怎么提出来",
)
RATED = choice(dict(Rating.choices), {"基本满意": "fair", "非常满意": "satisfied"}, "评价")

MATTERS = Sheet(
    "matters",
    "实事台账",
    (
        Column("text", WHAT[0], text(LONGEST), WHAT[1:], is_required=True, width=40),
        TOWNSHIP,
        Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, width=16),
        Column("household", "户主", text(40), ("谁家", "群众姓名", "当事人"), width=10),
        Column("raised_on", RAISED_ON[0], day(), RAISED_ON[1:], is_required=True, width=14),
        Column("raised_how", "怎么提出来", HOW, ("来源", "提出方式"), width=12),
        Column("field", "方面", text(20), ("类别", "分类", "领域"), width=12),
        Column("promised_on", "答应哪天办好", day(), ("承诺日期", "期限", "办理期限"), width=14),
        Column("done_on", DONE_ON[0], day(), DONE_ON[1:], width=14),
        Column("result", "办成什么样", text(LINE), ("办理结果", "办理情况", "结果", "办结情况", "解决情况"), width=30),
        Column("rating", "群众评价", RATED, ("满意度", "评价"), width=10),
        REMARK,
    ),
    note="一件一行。有办结日期的算办结，没有的算在办。不要写手机号、身份证号。",
)
MATTERS_KIND = register_kind(
    KindSignature(
        "matters",
        "实事台账",
        needs=(Sign("什么事", WHAT), Sign("提出日期", RAISED_ON)),
        speaks_for=(Sign("办结日期", DONE_ON),),
        title_words=("实事", "急难愁盼"),
        sheet=MATTERS,
        ledger="实事台账",
    )
)
