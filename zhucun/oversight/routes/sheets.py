"""The columns of 里程表, which counties keep with their road bureau."""

from zhucun.org.places.sheets import PERSONS, PLACE_NAME, REMARK
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.grid import Cell, text_of
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import BLANK, Kind, Reading, Setting, refused

FROM = ("从哪里", "出发地", "起点", "从")
TO = ("到哪里", "到达地", "目的地", "终点", "到")
KM = ("公里", "里程", "里程（公里）", "距离（公里）", "距离", "km")
MINUTES = ("分钟", "车程（分钟）", "时间（分钟）", "车程", "用时")


def _read_kilometres(cell: Cell, _setting: Setting) -> Reading:
    found = text_of(cell).strip().lower().removesuffix("km").removesuffix("公里").strip()
    whole, _, part = found.partition(".")
    if not found:
        return BLANK
    if not whole.isdigit() or not (part or "0").isdigit() or len(part) > 3:
        return refused(f"“{found}”不是公里数，请写成 12.5 这样。")
    return Reading(int(whole) * 1000 + int(part.ljust(3, "0") or 0))


def _read_minutes(cell: Cell, _setting: Setting) -> Reading:
    found = text_of(cell).strip().removesuffix("分钟").removesuffix("分").strip()
    if not found:
        return BLANK
    return Reading(int(found)) if found.isdigit() else refused(f"“{found}”不是分钟数，请写成 25 这样的整数。")


def shown_kilometres(metres: int) -> str:
    """12500 → 12.5."""
    whole, rest = divmod(metres, 1000)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".")


METRES = Kind("kilometres", _read_kilometres, "公里，可以有小数", "12.5", writes=shown_kilometres)
COUNT = Kind("minutes", _read_minutes, "分钟，整数", "25")

DISTANCES = Sheet(
    "distances",
    "里程表",
    (
        Column("one", FROM[0], PLACE_NAME, FROM[1:], is_required=True, width=20),
        Column("other", TO[0], PLACE_NAME, TO[1:], is_required=True, width=20),
        Column("metres", KM[0], METRES, KM[1:], is_required=True, width=10),
        Column("minutes", MINUTES[0], COUNT, MINUTES[1:], is_required=True, width=10),
        REMARK,
    ),
    note="来回一样远的写一行。县城写县名。",
)
DISTANCE_KIND = register_kind(
    KindSignature(
        "distances",
        "里程表",
        needs=(Sign("从哪里", FROM), Sign("到哪里", TO), Sign("分钟", MINUTES)),
        speaks_against=(PERSONS,),
        title_words=("里程", "距离表", "车程"),
        sheet=DISTANCES,
        ledger="里程",
    )
)
