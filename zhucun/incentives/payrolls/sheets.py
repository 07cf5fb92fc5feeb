"""The columns of 补助发放表, 意外伤害险名单 and 体检名单, as finance and units keep them."""

from zhucun.incentives.benefits.rules import Paid
from zhucun.org.people.sheets import NAME, UNIT_NAME
from zhucun.org.places.sheets import PERSONS, PLACE_NAME, REMARK
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.money import money
from zhucun.sheets.values import choice, one_line, text, whole

AMOUNTS = {
    Paid.LIVING: ("生活补助", "生活补贴", "驻村补助", "驻村生活补助", "伙食补助"),
    Paid.PHONE: ("通讯补助", "通讯补贴", "话费补助", "通信补助", "通信补贴"),
    Paid.TRANSPORT: ("交通补助", "交通补贴"),
}
ONE_AMOUNT = ("金额", "发放金额", "金额（元）", "实发金额")
MONTH = ("月份", "补助月份", "所属月份", "发放月份", "哪个月")
VOUCHER = ("凭证号", "凭证", "记账凭证号", "凭证编号")
LAST_DAY = ("保到哪天", "保险止期", "保险终止日期", "止期", "结束日期")
DONE_ON = ("体检日期", "体检时间", "哪天体检的")

WHO = (
    NAME,
    Column("unit", "单位", UNIT_NAME, ("派出单位", "工作单位"), width=20),
    Column("place", "村", PLACE_NAME, ("驻村", "所驻村", "所在村", "工作队"), help="同一个月换过队的才要写", width=14),
)
WHAT = choice(dict(Paid.choices), {word: what for what, words in AMOUNTS.items() for word in words}, "补助")
PAYMENTS = Sheet(
    "benefit_payments",
    "补助发放表",
    (
        *WHO,
        Column(
            "month",
            MONTH[0],
            day(whole_months=True, help="月份，如 2022-06", example="2022-06"),
            MONTH[1:],
            is_required=True,
            repeats=True,
            width=10,
        ),
        *(Column(what.value, words[0], money(), words[1:], width=10) for what, words in AMOUNTS.items()),
        Column("trips", "趟数", whole(0, 99, help="往返几趟"), ("往返趟数", "几趟"), width=8),
        Column("km", "公里", whole(0, 99_999, help="一共多少公里"), ("公里数", "里程"), width=8),
        Column("what", "哪一样", WHAT, ("补助种类", "补助项目", "项目"), width=10),
        Column("yuan", ONE_AMOUNT[0], money(), ONE_AMOUNT[1:], help="和“哪一样”一起写", width=10),
        Column(
            "paid_on", "发放日期", day(), ("发放日", "付款日期", "到账日期"), is_required=True, repeats=True, width=12
        ),
        Column("voucher", VOUCHER[0], text(40), VOUCHER[1:], is_required=True, repeats=True, width=12),
        REMARK,
    ),
    note="一人一个月一行；几样补助分列写，或者写“哪一样”和“金额”。有交通补助的写趟数、公里。",
)
PAYMENTS_KIND = register_kind(
    KindSignature(
        PAYMENTS.key,
        PAYMENTS.title,
        needs=(
            PERSONS,
            Sign("月份", MONTH),
            Sign("补助金额", (*(word for words in AMOUNTS.values() for word in words), *ONE_AMOUNT)),
        ),
        title_serves_for=("月份",),
        speaks_for=(Sign("凭证号", VOUCHER),),
        title_words=("发放表", "补助", "补贴"),
        sheet=PAYMENTS,
        ledger="保障与关爱",
    )
)
COVERS = Sheet(
    "accident_insurance",
    "意外伤害险名单",
    (
        *WHO[:2],
        Column(
            "since",
            "起保日期",
            day(),
            ("保险起期", "起期", "从哪天起保", "开始日期"),
            is_required=True,
            repeats=True,
            width=12,
        ),
        Column("last_day", LAST_DAY[0], day(), LAST_DAY[1:], is_required=True, repeats=True, width=12),
        Column(
            "insurer",
            "保险公司",
            one_line(60, "保险公司"),
            ("承保公司", "承保单位"),
            is_required=True,
            repeats=True,
            width=20,
        ),
        Column("policy_number", "保单号", text(40), ("保险单号", "保单编号"), repeats=True, width=20),
        REMARK,
    ),
    note="一人一行，保到哪天写保单上的最后一天。身份证号、保额不用写。",
)
COVERS_KIND = register_kind(
    KindSignature(
        COVERS.key,
        COVERS.title,
        needs=(PERSONS, Sign("保到哪天", LAST_DAY)),
        speaks_for=(Sign("保险公司", ("保险公司", "承保公司", "承保单位")),),
        title_words=("保险", "意外险", "参保"),
        sheet=COVERS,
        ledger="保障与关爱",
    )
)
CHECKS = Sheet(
    "health_checks",
    "体检名单",
    (*WHO[:2], Column("done_on", DONE_ON[0], day(), DONE_ON[1:], is_required=True, repeats=True, width=12), REMARK),
    note="只写谁体检了、哪天做的；结果不写，写了也不读。",
)
CHECKS_KIND = register_kind(
    KindSignature(
        CHECKS.key,
        CHECKS.title,
        needs=(PERSONS, Sign("体检日期", DONE_ON)),
        title_words=("体检",),
        sheet=CHECKS,
        ledger="保障与关爱",
    )
)
