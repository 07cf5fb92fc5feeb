"""The columns of a list of grades given before the county began here: read, and offered as a blank form."""

from zhucun.org.people.sheets import NAME, UNIT_NAME
from zhucun.org.places.sheets import PERSONS, REMARK
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import text

PERIOD = ("哪一期", "考核期", "考核周期", "年度季度", "考核年度")
GRADE = ("等次", "考核等次", "考核结果", "评定等次")

EARLIER_GRADES = Sheet(
    "earlier_grades",
    "考核等次（建账前）",
    (
        Column(NAME.key, NAME.label, NAME.kind, NAME.synonyms, is_required=True, width=10),
        Column("unit", "单位", UNIT_NAME, ("派出单位", "工作单位"), width=20),
        Column("period", PERIOD[0], text(20), PERIOD[1:], is_required=True, repeats=True, width=14),
        Column("grade", GRADE[0], text(10), GRADE[1:], is_required=True, width=10),
        Column("document", "文号", text(80), ("考核文号", "依据文号", "文件"), repeats=True, width=24),
        REMARK,
    ),
    note="哪一期写成“2022年一季度”或者“2021年度”。",
)
EARLIER_GRADES_KIND = register_kind(
    KindSignature(
        "earlier_grades",
        "建账前的考核等次",
        needs=(PERSONS, Sign("哪一期", PERIOD), Sign("等次", GRADE)),
        title_words=("考核等次", "考核结果"),
        sheet=EARLIER_GRADES,
        ledger="考核等次",
    )
)
