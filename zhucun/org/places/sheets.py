"""Columns about places, and the tables of places: division codes, village facts."""

from zhucun.lib.positions import degrees, shown_degrees
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.grid import Cell
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.persons import names, phones
from zhucun.sheets.values import BLANK, Kind, Reading, Setting, bare, code, listed, one_line, refused, text

FACTS_SIGN = Sign(
    "村情数字",
    ("总户数", "户数", "总人口", "人口数", "耕地面积"),
    ("贫困户数", "贫困户户数", "脱贫户数", "贫困人口", "脱贫人口", "集体经济收入", "低保", "监测对象"),
)
PLACE_SIGN = Sign(
    "村",
    (
        *("村", "村名", "村名称", "行政村", "所驻村", "驻村", "派驻村", "驻点村", "帮扶村", "村社区", "驻村点", "驻点"),
        *("所驻村社区", "村居", "帮扶村名称", "驻村名称", "派驻村社区", "驻地", "挂点村"),
    ),
)
PERSONS = Sign("姓名", ("姓名", "名字"), ("队员姓名", "干部姓名", "人员姓名", "成员姓名", "第一书记姓名"))
REMARK = Column("remark", "备注", text(200), ("说明", "附注"), width=20)

PLACE_NAME = one_line(60, "村、社区或安置点的名称，可带乡镇", "石坪村")
TOWNSHIP_NAME = one_line(40, "乡镇（街道）的名称", "东岭镇")
DIVISION_CODE = code((6, 9, 12, 14), "区划代码，县 6 位、乡镇 9 位、村 12 位、安置点 14 位", "431126101200")
PLACE_SYNONYMS = tuple(label for label in PLACE_SIGN.labels if label != "村")


def _read_degrees(cell: Cell, _setting: Setting) -> Reading:
    found = bare(cell)
    try:
        return Reading(degrees(found)) if found else BLANK
    except ValueError as error:
        return refused(str(error))


DEGREES = Kind("degrees", _read_degrees, "度，五位小数（WGS-84）", "25.59167", writes=shown_degrees)
TOWNSHIP = Column(
    "township",
    "乡镇",
    TOWNSHIP_NAME,
    (
        "乡（镇）",
        "镇",
        "乡镇（街道）",
        "所在乡镇",
        "镇街",
        "镇名称",
        "乡镇名称",
        "乡镇街道",
        "街道",
        "派驻乡镇",
        "township",
    ),
    repeats=True,
    width=12,
)
PLACE = Column("place", "村", PLACE_NAME, PLACE_SYNONYMS, repeats=True, width=16)

PLACES = Sheet(
    "places",
    "区划代码表",
    (
        Column(
            "code",
            "区划代码",
            DIVISION_CODE,
            ("代码", "统计用区划代码", "行政区划代码", "村代码", "乡镇代码", "12位代码", "code", "code12"),
            is_required=True,
            width=15,
        ),
        Column(
            "name",
            "名称",
            one_line(60, "规范名称", "石坪村委会"),
            ("地名", "村名", "村名称", "单位名称", "行政区划名称", "name", "name_official"),
            is_required=True,
            width=18,
        ),
        Column("kind", "类别", text(20), ("类型", "kind"), width=12),
        TOWNSHIP,
        Column("north", "纬度", DEGREES, ("北纬", "lat", "latitude", "lat_wgs84"), width=10, is_in_form=False),
        Column("east", "经度", DEGREES, ("东经", "lon", "lng", "longitude", "lon_wgs84"), width=10, is_in_form=False),
        Column("former_names", "曾用名", text(120), ("原名", "旧名", "former_names"), width=18),
        REMARK,
    ),
)

VILLAGE_FACTS = Sheet(
    "village_facts",
    "村情表",
    (
        Column("county", "县", text(30), ("区（县）", "县（市、区）", "县区", "区县"), repeats=True, width=10),
        TOWNSHIP,
        Column("place", "村", PLACE_NAME, PLACE_SYNONYMS, is_required=True, width=16),
        Column(
            "units",
            "帮扶单位",
            listed(),
            ("后盾单位", "结对单位", "挂点单位", "联系单位", "责任单位"),
            repeats=True,
            width=24,
        ),
        Column("contacts", "联系人", names(), ("单位联系人", "负责人"), width=14),
        Column("phones", "联系电话", phones(), ("电话", "手机", "联系方式"), width=16),
    ),
)

FACTS = register_kind(
    KindSignature(
        "village_facts",
        "村情表",
        needs=(PLACE_SIGN, FACTS_SIGN),
        speaks_for=(
            Sign("乡镇", (TOWNSHIP.label, *TOWNSHIP.synonyms)),
            Sign("帮扶单位", ("帮扶单位", "后盾单位", "结对单位", "挂点单位")),
            Sign("联系人", ("联系人", "单位联系人")),
        ),
        speaks_against=(PERSONS,),
        title_words=("村情", "基本情况"),
        sheet=VILLAGE_FACTS,
        ledger="点位",
    )
)

CODES = register_kind(
    KindSignature(
        "places",
        "区划代码表",
        needs=(
            Sign("区划代码", ("区划代码", "统计用区划代码", "行政区划代码", "code12"), content=code((9, 12), "", "")),
            Sign("名称", (PLACES.by_key["name"].label, *PLACES.by_key["name"].synonyms)),
        ),
        speaks_for=(Sign("类别", ("类别", "类型", "kind")), Sign("乡镇", (TOWNSHIP.label, *TOWNSHIP.synonyms))),
        speaks_against=(PERSONS, FACTS_SIGN),
        title_words=("区划代码", "行政区划"),
        sheet=PLACES,
        ledger="点位",
    )
)
