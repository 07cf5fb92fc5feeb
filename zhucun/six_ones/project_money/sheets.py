"""The columns of 产业项目资金台账: a line is money applied for, granted, arrived or spent."""

from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.money import money
from zhucun.sheets.values import choice, text
from zhucun.six_ones.industries.models import NAME
from zhucun.six_ones.industries.sheets import WHAT
from zhucun.six_ones.project_money.models import LINE, NUMBER
from zhucun.six_ones.project_money.rules import Funder
from zhucun.six_ones.project_money.rules import Kind as MoneyKind

KIND = ("哪一种", "资金环节", "环节", "收支类型", "资金状态", "款项性质")
PAPER = ("文号、凭证号", "文号", "批复文号", "凭证号", "编号", "申请编号", "文号或凭证号")
KINDS = choice(
    dict(MoneyKind.choices),
    {
        "申报": "applied",
        "批准": "granted",
        "下达": "granted",
        "拨付": "arrived",
        "拨付到账": "arrived",
        "使用": "spent",
    },
    "哪一种",
)
FUNDERS = choice(
    dict(Funder.choices),
    {
        "衔接资金": "bridging",
        "财政": "finance",
        "单位": "unit",
        "派出单位": "unit",
        "贷款": "loan",
        "自筹": "village",
        "捐赠": "society",
    },
    "谁的钱",
)
MONEY = Sheet(
    "project_money",
    "产业项目资金台账",
    (
        Column("name", WHAT[0], text(NAME), WHAT[1:], is_required=True, width=30),
        TOWNSHIP,
        Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, width=16),
        Column("kind", KIND[0], KINDS, KIND[1:], is_required=True, width=10),
        Column(
            "on",
            "日期",
            day(),
            ("哪天", "时间", "发生日期", "申请日期", "批复日期", "到账日期"),
            is_required=True,
            width=12,
        ),
        Column(
            "fen",
            "金额（元）",
            money(),
            ("金额", "资金", "资金额", "金额(元)", "资金（元）"),
            is_required=True,
            width=14,
        ),
        Column("number", PAPER[0], text(NUMBER), PAPER[1:], width=20),
        Column("funder", "谁的钱", FUNDERS, ("资金来源", "来源", "资金渠道"), width=14),
        Column("what", "说明", text(LINE), ("摘要", "用途", "内容"), width=28),
        REMARK,
    ),
    note="一笔一行，“哪一种”写申请、批复、到账或者支出。花的不超过到账的，到账的不超过批复的。工作队的工作经费不写在这里。",
)
MONEY_KIND = register_kind(
    KindSignature(
        "project_money",
        "产业项目资金台账",
        needs=(Sign("项目名称", WHAT), Sign("哪一种", KIND)),
        speaks_for=(Sign("金额", ("金额（元）", "金额", "资金额")), Sign("谁的钱", ("谁的钱", "资金来源"))),
        title_words=("项目资金", "产业资金"),
        sheet=MONEY,
        ledger="产业项目资金台账",
    )
)
