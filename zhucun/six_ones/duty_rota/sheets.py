"""The columns of 值守排班表: who of the teams stands where, from which day to which."""

from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.policy.customs_values import SHIPPED_POSTS
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.persons import name
from zhucun.sheets.values import choice, text
from zhucun.six_ones.duty_rota.models import LINE

POST = ("岗位", "值守点", "值守岗位", "卡点", "卡点名称", "值守地点")
WHO = ("值守队员", "值守人", "值守人员", "值班人员", "值班人")
KIND = choice(
    {one.key: one.label for one in SHIPPED_POSTS},
    {"卡口": "checkpoint", "卡点": "checkpoint", "测温": "temperature", "验码": "temperature", "随访": "follow_up"},
    "做什么",
)
ROTA = Sheet(
    "rota",
    "值守排班表",
    (
        TOWNSHIP,
        Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, repeats=True, width=16),
        Column("post", POST[0], text(LINE), POST[1:], is_required=True, repeats=True, width=20),
        Column("kind", "做什么", KIND, ("岗位类别", "值守内容", "任务"), repeats=True, width=12),
        Column("who", WHO[0], name(), WHO[1:], is_required=True, width=10),
        Column("since", "从哪天", day(), ("开始日期", "值守日期", "日期", "起"), is_required=True, width=14),
        Column("last_day", "到哪天", day(), ("结束日期", "止", "最后一天"), width=14),
        REMARK,
    ),
    note="一人一段一行；只值一天的，“到哪天”可以空着。不写群众的姓名、健康情况。",
)
ROTA_KIND = register_kind(
    KindSignature(
        "rota",
        "值守排班表",
        needs=(Sign("岗位", POST), Sign("值守队员", WHO)),
        title_words=("值守", "值班"),
        sheet=ROTA,
        ledger="值守岗位",
    )
)
