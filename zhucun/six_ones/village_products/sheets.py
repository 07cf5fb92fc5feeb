"""The columns of 一村一品名单 and of 村集体经济收入台账."""

from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.money import money
from zhucun.sheets.values import text, whole
from zhucun.six_ones.industries.models import PRODUCT
from zhucun.six_ones.village_products.models import LINE
from zhucun.six_ones.village_products.rules import FIRST_YEAR

VILLAGE = Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, width=16)
PRODUCTS = ("产品", "主导产品", "一品", "一村一品", "一村一品产品", "特色产品", "主导产业")
SINCE = ("从哪天起", "认定日期", "认定时间", "起始日期")
SPECIALITIES = Sheet(
    "specialities",
    "一村一品名单",
    (
        TOWNSHIP,
        VILLAGE,
        Column("product", PRODUCTS[0], text(PRODUCT), PRODUCTS[1:], is_required=True, width=16),
        Column("note", "规模、牌子", text(LINE), ("规模", "品牌", "规模和品牌", "基本情况"), width=30),
        Column("since", SINCE[0], day(), SINCE[1:], width=14),
        REMARK,
    ),
    note="一个村一种产品一行。没写从哪天起的，从导入那天起算。",
)
SPECIALITIES_KIND = register_kind(
    KindSignature(
        "specialities",
        "一村一品名单",
        needs=(Sign("主导产品", PRODUCTS),),
        speaks_for=(Sign("规模、牌子", ("规模、牌子", "品牌", "规模和品牌")), Sign("认定日期", SINCE)),
        speaks_against=(Sign("项目名称", ("项目名称", "产业项目", "产业项目名称")),),
        title_words=("一村一品",),
        sheet=SPECIALITIES,
        ledger="一村一品",
    )
)

YEAR = ("年度", "年份", "哪一年", "收入年度")
FEN = (
    *("收入（元）", "收入", "村集体经济收入", "村级集体经济收入", "集体经济收入", "经营性收入"),
    *("收入（万元）", "村集体经济收入（万元）", "村级集体经济收入（万元）"),
)
INCOMES = Sheet(
    "collective_incomes",
    "村集体经济收入台账",
    (
        TOWNSHIP,
        VILLAGE,
        Column(
            "year", YEAR[0], whole(FIRST_YEAR, 2100, help="年度"), YEAR[1:], is_required=True, repeats=True, width=8
        ),
        Column("fen", FEN[0], money(), FEN[1:], is_required=True, width=14),
        Column("note", "从哪里来", text(LINE), ("收入来源", "来源", "主要来源"), width=36),
        REMARK,
    ),
    note="一个村一年一行，列名写了“万元”的按万元读。没有收入的，在页面上登记 0。",
)
INCOMES_KIND = register_kind(
    KindSignature(
        "collective_incomes",
        "村集体经济收入台账",
        needs=(Sign("年度", YEAR), Sign("村集体经济收入", FEN)),
        speaks_for=(Sign("从哪里来", ("从哪里来", "收入来源", "主要来源")),),
        title_words=("集体经济",),
        sheet=INCOMES,
        ledger="村集体经济收入",
    )
)
