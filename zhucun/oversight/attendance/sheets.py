"""The columns of a month sheet (R-DOC-02) and of month totals carried in: read, and offered as blank forms."""

from zhucun.lib.halves import PER_DAY
from zhucun.org.people.sheets import NAME, UNIT_NAME
from zhucun.org.places.sheets import PERSONS, PLACE_NAME, REMARK
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.grid import Cell, text_of
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import BLANK, Kind, Reading, Setting, refused, text

DAYS = range(1, 32)
MOST_IN_A_CELL = 2  # letters: the morning's and the afternoon's
NO_MARK = frozenset(" /\\-—－")
THERE = frozenset("√✓✔Vv")


def _read_mark(cell: Cell, _setting: Setting) -> Reading:
    """One letter, or the morning's and the afternoon's; what says nothing is blank."""
    found = "".join(letter for letter in text_of(cell).strip() if letter not in NO_MARK)
    if not found:
        return BLANK
    if len(found) > MOST_IN_A_CELL:
        return refused(f"“{found}”太长，一格写一个字，上下午不同的写两个，如“公村”。")
    return Reading("".join("村" if letter in THERE else letter for letter in found))


def _read_days(cell: Cell, _setting: Setting) -> Reading:
    found = text_of(cell).strip().removesuffix("天").strip()
    if not found:
        return BLANK
    whole, _, part = found.partition(".")
    if not whole.isdigit() or part.rstrip("0") not in ("", "5") or int(whole) > len(DAYS):
        return refused(f"“{found}”不是天数，请写成 21 或 20.5 这样。")
    return Reading(int(whole) * PER_DAY + (1 if part.rstrip("0") else 0))


MARK = Kind("mark", _read_mark, "记号：村、公、训、值、休、假、缺；在村的和休息的可以空着", "公")
HALFDAYS = Kind("days", _read_days, "天数，半天写 .5", "21.5")
TEAM = Column("team", "工作队", text(80), ("队名", "驻村工作队"), width=20)
PLACE = Column("place", "驻村", PLACE_NAME, ("村", "所驻村", "驻点"), width=14)
WHO = Column(NAME.key, NAME.label, NAME.kind, NAME.synonyms, is_required=True, width=10)

MONTH_SHEET = Sheet(
    "month_sheet",
    "驻村工作队考勤表",
    (WHO, TEAM, PLACE, *(Column(f"d{day}", f"{day}日", MARK, (f"{day}号",), width=5) for day in DAYS), REMARK),
    note="表名里写上哪年哪月，如“2022年6月考勤表”。",
)
MONTH_SHEET_KIND = register_kind(
    KindSignature(
        "month_sheet",
        "考勤表",
        needs=(PERSONS, Sign("每天的记号", ("1日", "1号")), Sign("月末的记号", ("28日", "28号"))),
        title_words=("考勤表", "考勤登记", "出勤表"),
        sheet=MONTH_SHEET,
        ledger="在村情况",
    )
)

MONTH_TOTALS = Sheet(
    "attendance_month",
    "驻村天数（建账前）",
    (
        WHO,
        Column("unit", "单位", UNIT_NAME, ("派出单位", "工作单位"), width=20),
        Column("month", "月份", text(20), ("年月", "考勤月份"), is_required=True, repeats=True, width=10),
        Column("days", "驻村天数", HALFDAYS, ("在村天数", "出勤天数", "天数"), is_required=True, width=10),
        REMARK,
    ),
)
MONTH_TOTALS_KIND = register_kind(
    KindSignature(
        "attendance_month",
        "建账前的驻村天数",
        needs=(
            PERSONS,
            Sign("月份", ("月份", "年月", "考勤月份")),
            Sign("驻村天数", ("驻村天数", "在村天数", "出勤天数")),
        ),
        title_words=("驻村天数", "考勤汇总"),
        sheet=MONTH_TOTALS,
        ledger="期初",
    )
)
LEAVE_TAKEN = Sheet(
    "leave_taken",
    "已请假天数（建账前）",
    (
        WHO,
        Column("unit", "单位", UNIT_NAME, ("派出单位", "工作单位"), width=20),
        Column("month", "月份", text(20), ("年月",), is_required=True, repeats=True, width=10),
        Column("days", "请假天数", HALFDAYS, ("已请假天数", "休假天数"), is_required=True, width=10),
        REMARK,
    ),
)
LEAVE_TAKEN_KIND = register_kind(
    KindSignature(
        "leave_taken",
        "建账前的请假天数",
        needs=(PERSONS, Sign("月份", ("月份", "年月")), Sign("请假天数", ("请假天数", "已请假天数", "休假天数"))),
        title_words=("请假汇总", "请假天数"),
        sheet=LEAVE_TAKEN,
        ledger="期初",
    )
)
