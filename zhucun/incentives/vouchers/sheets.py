"""The columns of 工作经费台账, as teams and townships keep it: a line is money in or money out."""

from zhucun.incentives.funds.rules import Promise, Source
from zhucun.org.places.sheets import PLACE, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.money import money
from zhucun.sheets.values import choice, text

CAME = ("收入", "收入金额", "到账金额", "收入（元）", "收方金额", "借方")
WENT = ("支出", "支出金额", "支出（元）", "付方金额", "贷方")
VOUCHER = ("凭证号", "凭证", "记账凭证号", "凭证编号", "单据号", "票据号")
SOURCE = choice(
    dict(Source.choices),
    {"财政": "county", "县级财政": "county", "省级财政": "province", "后盾单位": "unit", "派出单位": "unit"},
    "来源",
)
PROMISE = choice(
    dict(Promise.choices),
    {"第一书记经费": Promise.FIRST_SECRETARY, "工作队工作经费": Promise.TEAM, "队经费": Promise.TEAM},
    "经费",
)
LEDGER = Sheet(
    "team_fund_ledger",
    "工作经费台账",
    (
        TOWNSHIP,
        PLACE,
        Column("on", "日期", day(), ("记账日期", "收支日期", "时间", "发生日期"), is_required=True, width=12),
        Column("voucher", VOUCHER[0], text(40), VOUCHER[1:], is_required=True, width=12),
        Column("came", CAME[0], money(), CAME[1:], width=12),
        Column("went", WENT[0], money(), WENT[1:], width=12),
        Column("source", "来源", SOURCE, ("谁给的", "资金来源", "经费来源"), width=12),
        Column("promise", "哪一笔", PROMISE, ("经费名称", "经费种类"), width=18),
        Column("purpose", "用途", text(40), ("支出用途", "支出类别", "开支项目"), width=14),
        Column("what", "说明", text(80), ("摘要", "事由", "内容", "开支内容"), width=28),
        REMARK,
    ),
    note="一笔一行，收入、支出写一列。收入写来源和哪一笔，支出写用途和说明；余额不用写，系统自己算。",
)
LEDGER_KIND = register_kind(
    KindSignature(
        LEDGER.key,
        LEDGER.title,
        needs=(Sign("凭证号", VOUCHER), Sign("收入或支出", (*CAME, *WENT))),
        speaks_for=(Sign("用途", ("用途", "支出用途", "支出类别")), Sign("来源", ("来源", "资金来源", "经费来源"))),
        title_words=("经费", "台账", "收支"),
        sheet=LEDGER,
        ledger="经费台账",
    )
)
