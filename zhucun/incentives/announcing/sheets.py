"""The columns of 四个一批结果名单: what documents announced, nobody under consideration (R-USE-07)."""

from zhucun.incentives.outcomes.rules import Advancement, Level, OutcomeGroup
from zhucun.org.people.sheets import NAME, UNIT_NAME
from zhucun.org.places.sheets import PERSONS, PLACE_NAME, REMARK
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import choice, document_number, text

KIND = ("结果", "哪一种", "使用类型", "晋升类型", "类别", "种类", "结果类型")
DOCUMENT = ("文件号", "文号", "任免文号", "公布文号", "发文字号")
ON = ("公布日期", "公布日", "发文日期", "任职时间", "哪天公布的")
RESULTS = {**dict(Advancement.choices), **{one: one.label for one in OutcomeGroup if one != OutcomeGroup.PROMOTE}}
WORDS = {
    "提拔使用": Advancement.PROMOTED,
    "提任": Advancement.PROMOTED,
    "重用": Advancement.ADVANCED_USE,
    "晋升职级": Advancement.RANK_ADVANCED,
    "职称晋升": Advancement.TITLE_ADVANCED,
    "宣传": OutcomeGroup.PUBLICISE,
    "表彰": OutcomeGroup.COMMEND,
    "奖励": OutcomeGroup.COMMEND,
}
LEVEL = choice(dict(Level.choices), {"县": "county", "市": "prefecture", "省": "province", "国家": "nation"}, "哪一级")
OUTCOMES = Sheet(
    "announced_outcomes",
    "四个一批结果名单",
    (
        NAME,
        Column("unit", "单位", UNIT_NAME, ("派出单位", "工作单位"), width=20),
        Column("place", "村", PLACE_NAME, ("驻村", "所驻村", "工作队"), help="同名的才要写", width=14),
        Column("result", KIND[0], choice(RESULTS, WORDS, "结果"), KIND[1:], is_required=True, repeats=True, width=14),
        Column(
            "what",
            "公布的是什么",
            text(80),
            ("职务", "新任职务", "内容", "荣誉称号", "新职务"),
            is_required=True,
            width=28,
        ),
        Column("level", "哪一级", LEVEL, ("级别", "公布级别"), width=10),
        Column("document", DOCUMENT[0], document_number(), DOCUMENT[1:], is_required=True, repeats=True, width=20),
        Column("on", ON[0], day(), ON[1:], is_required=True, repeats=True, width=12),
        REMARK,
    ),
    note="只收公布了的：一人一个文件一行，写文件号。储备名单、正在考虑的人不收。没有写级别的按县级。",
)
OUTCOMES_KIND = register_kind(
    KindSignature(
        OUTCOMES.key,
        OUTCOMES.title,
        needs=(PERSONS, Sign("结果", KIND), Sign("文件号", DOCUMENT), Sign("公布日期", ON)),
        title_words=("四个一批", "提拔", "晋升", "表彰"),
        sheet=OUTCOMES,
        ledger="四个一批",
    )
)
