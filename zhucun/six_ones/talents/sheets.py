"""The columns of 座谈会意见 and of 引回能人, as they are kept in sheets and brought in."""

from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.persons import name
from zhucun.sheets.values import choice, text, yes_no
from zhucun.six_ones.talents.models import LINE, LONGEST, WHERE
from zhucun.six_ones.talents.rules import Owner, Role

SAID = ("意见建议", "意见", "建议", "座谈意见", "意见建议内容", "征求到的意见")
HELD = ("座谈日期", "座谈会日期", "座谈时间", "召开日期", "会议日期")
FROM = ("从哪里回来", "原务工地", "务工地", "在外地点", "原就业地", "引回前所在地")
BACK = ("回来日期", "返乡日期", "引回日期", "返乡时间", "引回时间", "回村时间")
PLACE_COLUMN = Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, repeats=True, width=16)
OWNER = choice(dict(Owner.choices), {"队": "team", "本队": "team", "镇": "township", "乡镇政府": "township"}, "谁来办")
ROLE = choice(
    dict(Role.choices),
    {
        **dict.fromkeys(("村干部", "村两委", "村“两委”", "任村干部"), "committee"),
        **dict.fromkeys(("办企业", "创业", "返乡创业", "外出务工经商能人"), "business"),
        **dict.fromkeys(("种养大户", "致富带头人", "种养"), "farming"),
        **dict.fromkeys(("乡土人才", "手艺人", "技术能手"), "skill"),
        "其他": "other",
    },
    "回来做什么",
)
OPINIONS = Sheet(
    "forum_opinions",
    "乡贤座谈会意见",
    (
        TOWNSHIP,
        PLACE_COLUMN,
        Column("held_on", HELD[0], day(), HELD[1:], is_required=True, repeats=True, width=12),
        Column("said_by", "谁说的", text(WHERE), ("提出人", "发言人", "乡贤姓名"), width=14),
        Column("text", SAID[0], text(LONGEST), SAID[1:], is_required=True, width=44),
        Column("owner", "谁来办", OWNER, ("责任人", "承办", "责任单位"), width=12),
        Column("reply", "答复", text(LINE), ("答复情况", "办理答复", "办理情况", "采纳情况"), width=30),
        Column("replied_on", "答复日期", day(), ("答复时间", "办结日期"), width=12),
        REMARK,
    ),
    note="一条意见一行。座谈会要先记过一笔会议，意见记在那天那个村的座谈会下面。不写电话、身份证号。",
)
RETURNED = Sheet(
    "returned_talents",
    "引回能人名册",
    (
        TOWNSHIP,
        PLACE_COLUMN,
        Column("name", "姓名", name(), ("名字", "能人姓名", "人才姓名"), is_required=True, width=10),
        Column("role", "回来做什么", ROLE, ("类型", "人才类型", "类别"), width=18),
        Column("doing", "做的事", text(LINE), ("项目", "从事", "创业项目", "主要事迹"), width=30),
        Column("came_from", FROM[0], text(WHERE), FROM[1:], width=16),
        Column("returned_on", BACK[0], day(), BACK[1:], is_required=True, width=12),
        Column("is_brought", "工作队引回", yes_no(), ("是否工作队引回", "队引回"), width=10),
        REMARK,
    ),
    note="一人一行。“工作队引回”写“是”的，记在驻这个村的队。不写电话、身份证号。",
)
OPINIONS_KIND = register_kind(
    KindSignature(
        "forum_opinions",
        "乡贤座谈会意见",
        needs=(Sign("意见建议", SAID), Sign("座谈日期", HELD)),
        speaks_for=(Sign("答复", ("答复", "答复情况", "答复日期")),),
        title_words=("座谈", "乡贤"),
        sheet=OPINIONS,
        ledger="座谈会意见台账",
    )
)
RETURNED_KIND = register_kind(
    KindSignature(
        "returned_talents",
        "引回能人名册",
        needs=(Sign("姓名", ("姓名", "名字", "能人姓名", "人才姓名")), Sign("回来日期", BACK)),
        speaks_for=(Sign("从哪里回来", FROM),),
        title_words=("能人", "乡土人才", "返乡人才"),
        sheet=RETURNED,
        ledger="引回能人名册",
    )
)
