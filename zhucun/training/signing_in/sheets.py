"""The columns of 培训签到表: sessions with who came, as counties keep them from before and bring in afterwards."""

from zhucun.lib.halves import PER_DAY
from zhucun.org.people.sheets import NAME, UNIT_NAME
from zhucun.org.places.sheets import PERSONS, PLACE_NAME, REMARK, TOWNSHIP_NAME
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.grid import Cell, text_of
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import BLANK, Kind, Reading, Setting, choice, refused, text, yes_no
from zhucun.training.sessions import rules

TITLE = ("培训班", "培训名称", "培训班名称", "培训内容", "班次")
FIRST = ("开始日期", "培训日期", "培训时间", "开班日期")


def _read_days(cell: Cell, _setting: Setting) -> Reading:
    found = text_of(cell).strip().removesuffix("天").strip()
    if not found:
        return BLANK
    whole, _, part = found.partition(".")
    if not whole.isdecimal() or part.rstrip("0") not in ("", "5") or int(whole) > rules.LONGEST_DAYS:
        return refused(f"“{found}”不是天数，请写成 2 或 2.5 这样。")
    return Reading(int(whole) * PER_DAY + (1 if part.rstrip("0") else 0))


MODE = choice(
    dict(rules.Mode.choices), {"视频": "online", "网络": "online", "现场": "offline", "集中": "offline"}, "方式"
)
KIND = choice(
    dict(rules.Kind.choices),
    {"岗前": "pre_post", "集中轮训": "rotation_course", "业务培训": "rotation_course", "集中培训": "rotation_course"},
    "种类",
)
COMPLETED = yes_no(yes=("上完了",), no=("没上完",))  # as our own pages say it
SIGN_IN = Sheet(
    "training_sign_in",
    "培训签到表",
    (
        Column("title", TITLE[0], text(80), TITLE[1:], is_required=True, repeats=True, width=28),
        Column("first_day", FIRST[0], day(), FIRST[1:], is_required=True, repeats=True, width=14),
        Column("last_day", "结束日期", day(), ("截止日期",), width=14),
        Column("mode", "线上线下", MODE, ("方式", "培训方式", "形式"), width=10),
        Column("kind", "种类", KIND, ("培训种类", "类型", "培训类型"), width=12),
        Column("halfdays", "算几天", Kind("days", _read_days, "天数，半天写 .5", "2"), ("天数", "培训天数"), width=8),
        Column("name", NAME.label, NAME.kind, NAME.synonyms, is_required=True, width=10),
        Column("unit", "单位", UNIT_NAME, ("派出单位", "工作单位"), width=20),
        Column("township", "乡镇", TOWNSHIP_NAME, ("街道", "所在乡镇"), width=12),
        Column("place", "村", PLACE_NAME, ("驻村", "所驻村", "所在村"), width=14),
        Column("duty", "职务", text(40), ("身份", "村内职务"), width=14),
        Column("is_completed", "上完了没有", COMPLETED, ("结业", "是否结业", "是否完成"), width=10),
        REMARK,
    ),
    note="一人一行，一期培训班写一样的名称和开始日期。没有写方式的按线下，没有写种类的按轮训。",
)
SIGN_IN_KIND = register_kind(
    KindSignature(
        "training_sign_in",
        "培训签到表",
        needs=(PERSONS, Sign("培训班", TITLE), Sign("开始日期", FIRST)),
        title_words=("签到表", "培训签到", "培训名单", "到课"),
        sheet=SIGN_IN,
        ledger="培训班",
    )
)
