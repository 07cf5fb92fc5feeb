"""The columns in which changes are typed into the national system, as a county adjusts them to its own screen. Pure."""

from dataclasses import dataclass

from zhucun.policy.declaring import value
from zhucun.policy.rows import Holds, PolicyRow, cell

HOLDS = {
    "change": "变动类型",
    "name": "姓名",
    "sex": "性别",
    "birth_month": "出生年月",
    "party": "政治面貌",
    "education": "学历",
    "unit": "派出单位",
    "post": "职务",
    "rank": "职级",
    "sending_level": "派出层级",
    "roles": "队内职务",
    "county": "县",
    "township": "乡镇",
    "place": "村",
    "place_code": "村代码",
    "since": "派驻起",
    "last_day": "派驻止",
    "basis": "派出文号",
    "pen": "空着，手填",
}


@dataclass(frozen=True)
class NationalColumn(PolicyRow):
    """A column as it is called there, and what of ours it holds."""

    label: str = cell("国家系统里的列名")
    holds: str = cell("填什么", Holds.CHOICE, choices=HOLDS)

    @property
    def sentence(self) -> str:
        return self.label

    @classmethod
    def problem_of_all(cls, rows: tuple["NationalColumn", ...]) -> str:
        labels = [row.label for row in rows]
        twice = next((label for label in labels if labels.count(label) > 1), "")
        return f"“{twice}”有两行。" if twice else "" if rows else "至少留一列。"


SHIPPED = tuple(
    NationalColumn(label, holds)
    for label, holds in (
        ("变动类型", "change"),
        ("县", "county"),
        ("乡镇", "township"),
        ("行政村", "place"),
        ("行政村代码", "place_code"),
        ("姓名", "name"),
        ("性别", "sex"),
        ("证件号码", "pen"),
        ("出生年月", "birth_month"),
        ("政治面貌", "party"),
        ("学历", "education"),
        ("派出单位", "unit"),
        ("单位层级", "sending_level"),
        ("职务", "post"),
        ("职级", "rank"),
        ("队内身份", "roles"),
        ("驻村开始时间", "since"),
        ("驻村结束时间", "last_day"),
        ("选派文件号", "basis"),
        ("联系电话", "pen"),
    )
)


@dataclass(frozen=True)
class National:
    TITLE = "国家系统"
    columns: tuple[NationalColumn, ...] = value(
        "变动名单的列，按国家系统里的次序", SHIPPED, rule="R-DOC-01", rows_of=NationalColumn
    )
