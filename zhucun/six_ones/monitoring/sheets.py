"""The columns that are read of the national system's exported sheet; what else stands there is not (R-MON-07)."""

import re
from dataclasses import replace

from zhucun.lib.identity import id_number_problem, masked
from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.grid import Cell, text_of
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.labels import normal_label
from zhucun.sheets.values import one_line, text, whole
from zhucun.six_ones.monitoring.models import LINE


def shown_code(cell: Cell) -> str:
    """As it may be quoted: an ID number that stands where the code should is masked."""
    found = text_of(cell)
    return found if id_number_problem(found) else masked(found)


CODE = ("户编号", "户编码", "家庭编号", "农户编号", "户号")
KIND = ("监测对象类别", "监测类别", "监测户类型", "监测对象类型", "户类型", "对象类别")
ENTERED_ON = (
    "识别日期",
    "识别时间",
    "识别监测时间",
    "监测对象识别时间",
    "纳入时间",
    "纳入日期",
    "认定时间",
    "认定日期",
)
HOUSEHOLD_CODE = replace(one_line(30, "国家系统里的户编号", "990126000123"), shows=shown_code)
MONITORED_SHEET = Sheet(
    "monitored_households",
    "监测对象表",
    (
        Column("code", CODE[0], HOUSEHOLD_CODE, CODE[1:], is_required=True, width=18),
        TOWNSHIP,
        Column("place", PLACE.label, PLACE_NAME, (*PLACE_SYNONYMS, "所在村"), is_required=True, width=16),
        Column(
            "group_name", "组", one_line(40, "村民小组", "三组"), ("村民小组", "组名", "所在组", "自然村组"), width=10
        ),
        Column("head_name", "户主", one_line(40, "户主姓名"), ("户主姓名", "姓名", "监测对象户主"), width=10),
        Column("person_count", "人口", whole(1, 40), ("家庭人口", "家庭人口数", "人口数", "监测人口", "人数"), width=8),
        Column("kind", KIND[0], text(30), KIND[1:], is_required=True, width=18),
        Column(
            "risk", "风险", text(40), ("返贫致贫风险", "主要风险", "风险类型", "返贫风险", "致贫返贫风险"), width=16
        ),
        Column("measures", "帮扶措施", text(LINE), ("帮扶措施情况", "落实帮扶措施", "措施"), width=30),
        Column(
            "found_on", "线索日期", day(), ("发现线索日期", "申请日期", "申请时间", "线索时间", "启动时间"), width=14
        ),
        Column(
            "publicised_on", "公示日期", day(), ("公示时间", "公示开始日期", "村公示时间", "村级公示时间"), width=14
        ),
        Column("entered_on", ENTERED_ON[0], day(), ENTERED_ON[1:], width=14),
        Column(
            "removed_on",
            "风险消除日期",
            day(),
            ("风险消除时间", "消除时间", "消除日期", "移出日期", "移出时间", "退出时间"),
            width=14,
        ),
        Column("next_visit", "下次走访", day(), ("下次走访日期", "计划走访日期", "下次回访"), width=14),
    ),
    note="从国家系统导出的整张表。身份证号、电话、收入、健康这些列不用带；带了也不读、不存。",
)
MONITORED_KIND = register_kind(
    KindSignature(
        "monitored_households",
        "监测对象表",
        needs=(Sign("户编号", CODE), Sign("监测对象类别", KIND)),
        speaks_for=(Sign("识别日期", ENTERED_ON), Sign("风险消除日期", ("风险消除日期", "风险消除时间"))),
        title_words=("监测对象", "防返贫", "防止返贫"),
        sheet=MONITORED_SHEET,
        ledger="防返贫监测",
    )
)

NOT_KEPT = re.compile(
    "身份证|证件|证号|电话|手机|联系方式|银行|卡号|账号|收入|支出|资产|存款|健康|病|残疾|残障|医疗|医保|劳动能力|户主照片|民族|出生"
)


def is_not_kept(label: str) -> bool:
    """A column of which nothing may be stored: numbers of people, income, health."""
    return bool(NOT_KEPT.search(normal_label(label)))
