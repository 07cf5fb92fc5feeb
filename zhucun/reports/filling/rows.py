"""Whose the rows of a form's table are: named in it, or to be listed; and where its blank rows are.

Of the columns at the left the last one whose texts are mostly known names the rows: places, teams, units. Where there
is a column of names, each row is a person's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zhucun.dispatch.roster.sheets import ROSTER
from zhucun.reports.filling.meanings import ROLE_WORDS
from zhucun.reports.told_apart.whose import PART, SUM, WHOLE, Of, Roll, Whose
from zhucun.sheets.body import SERIAL, RowKind, is_total
from zhucun.sheets.grid import is_blank, text_of
from zhucun.sheets.labels import normal_label
from zhucun.sheets.tables import ColumnHead, Table

TOWNSHIP_HEADS = frozenset("乡镇 乡镇街道 乡镇名称 乡镇办 镇 所在乡镇 所属乡镇".split())
NAMED_WHOLES = frozenset("全县 本县 全市 全省 全镇 全乡".split())
WHOLE_WORDS = NAMED_WHOLES | {"合计", "总计"}
MOST_LISTED = 5_000
NOT_OURS = "表里有 {} 行不在这次的范围里，没有动。"
NOBODY_HERE = "这里今天没有{}。"
TOO_FEW_ROWS = "{}有 {} 名{}，表里只有 {} 行。"


@dataclass(frozen=True)
class Rows:
    """Row → whose it is, in order. `added`: before which row how many are missing. `is_list`: they are named there."""

    of: Of
    whose: Mapping[int, Whose]
    named_in: int = -1  # the last column that says whose a row is
    added: tuple[int, int] = (0, 0)
    like: int | None = None  # the row whose looks new rows take
    is_list: bool = False
    problem: str = ""


def kind_of(table: Table, row: int) -> RowKind:
    return table.passed[row].kind if row in table.passed else RowKind.DATA


def is_serial(column: ColumnHead) -> bool:
    return bool(SERIAL & {normal_label(label) for label in column.labels})


def column_of_names(table: Table) -> int | None:
    """Where each row is a person's: 姓名; not 第一书记姓名 among others of a village."""
    words = ROSTER.by_key["name"].words
    for column in table.columns:
        if column.labels and normal_label(column.labels[-1]) in words and not _is_of_a_role(column):
            return column.index
    return None


def _is_of_a_role(column: ColumnHead) -> bool:
    label = "".join(column.labels)
    return any(way in label for ways in ROLE_WORDS.values() for way in ways)


def rows_of(table: Table, roll: Roll, role: str) -> Rows | None:
    """None where no row says whose it is and nobody is to be listed: then rows may be figures."""
    rows = [row for row in range(table.first_row, table.last_row + 1) if kind_of(table, row) in _READ]
    names = column_of_names(table)
    given = [row for row in rows if names is not None and not is_blank(table.grid.rows[row][names])]
    if names is not None and len(given) * 2 > len([row for row in rows if kind_of(table, row) is RowKind.DATA]):
        return _named_persons(table, roll, given, names)
    found = _by_column(table, roll, rows)
    if names is None:
        return found
    if found is None:
        return listed(table, roll, role)
    return _persons_of(found, roll, role) if found.of in (Of.VILLAGE, Of.TEAM) else None


_READ = (RowKind.DATA, RowKind.TOTAL)


def _named_persons(table: Table, roll: Roll, rows: Iterable[int], names: int) -> Rows:
    whose = {}
    for row in rows:
        text = text_of(table.grid.rows[row][names])
        if not is_total(text):
            others = frozenset(told for at, told in _texts(table, row) if at != names)
            whose[row] = roll.person(text, others)
    return Rows(Of.PERSON, whose, names)


def _texts(table: Table, row: int) -> list[tuple[int, str]]:
    cells = table.grid.rows[row]
    return [(one.index, text_of(cells[one.index])) for one in table.columns if not is_blank(cells[one.index])]


def _by_column(table: Table, roll: Roll, rows: list[int]) -> Rows | None:
    data = [row for row in rows if kind_of(table, row) is RowKind.DATA]
    best: Rows | None = None
    township: list[str] = [""] * len(rows)
    for column in table.columns:
        texts = [text_of(cell) for cell in table.cells(column.index, rows)]
        if is_serial(column) or sum(map(bool, texts)) * 2 < len(rows):
            continue
        found = _best(table, roll, rows, texts, township, column.index)
        is_township = normal_label(column.labels[-1] if column.labels else "") in TOWNSHIP_HEADS
        if found is not None and _known(found, data) * 2 < len(data):
            found = _own_of(found) if is_township and best is None else None
        if found is not None and _is_finer(found, best):
            best = found
        if is_township:
            township = texts
    return best


def _own_of(rows: Rows) -> Rows | None:
    """Of a form with all townships, the rows one reaches; the others and the sum of all are left as they are."""
    own = {row: one for row, one in rows.whose.items() if one.is_known and one.of is not Of.WHOLE}
    return replace(rows, whose=own, problem=NOT_OURS.format(len(rows.whose) - len(own))) if own else None


FINENESS = {Of.WHOLE: 0, Of.PLACE: 1, Of.UNIT: 2, Of.TEAM: 3, Of.VILLAGE: 3}


def _is_finer(found: Rows, best: Rows | None) -> bool:
    return best is None or FINENESS[found.of] > FINENESS[best.of]


def _known(rows: Rows, data: Iterable[int]) -> int:
    return sum(row in rows.whose and rows.whose[row].is_known for row in data)


def _best(
    table: Table, roll: Roll, rows: list[int], texts: list[str], townships: list[str], column: int
) -> Rows | None:
    """As places, else as teams, else as units: whichever knows most of them."""
    ways = (
        [roll.place(text, town) for text, town in zip(texts, townships, strict=True)],
        [roll.team(text) for text in texts],
        [roll.unit(text) for text in texts],
    )
    most = max(ways, key=lambda way: sum(one.is_known for one in way))
    known = [one for one in most if one.is_known]
    if not known:
        return None
    whose = {}
    for row, text, one in zip(rows, texts, most, strict=True):
        if kind_of(table, row) is RowKind.TOTAL or is_whole(text):
            whose[row] = _sum_of(table, row)
        elif text:
            whose[row] = one
    return Rows(max({one.of for one in known}, key=[one.of for one in known].count), whose, column)


def _sum_of(table: Table, row: int) -> Whose:
    words = {text for _, text in _texts(table, row)}
    if words & NAMED_WHOLES:
        return WHOLE
    return PART if any("小计" in text for text in words) else SUM


def is_whole(text: str) -> bool:
    return is_total(text) or text in WHOLE_WORDS


def _persons_of(rows: Rows, roll: Roll, role: str) -> Rows:
    """Several rows of one village take its people in their rank."""
    by_place: dict[Whose, list[int]] = {}
    for row, one in rows.whose.items():
        if one.of is not Of.WHOLE:
            by_place.setdefault(one, []).append(row)
    whose: dict[int, Whose] = {}
    for place, some in by_place.items():
        whose |= dict(zip(some, _people_for(place, len(some), roll, role), strict=True))
    return Rows(Of.PERSON, whose, rows.named_in)


def _people_for(place: Whose, count: int, roll: Roll, role: str) -> list[Whose]:
    if not place.is_known:
        return [Whose(Of.PERSON, problem=place.problem)] * count
    people = roll.people_of(place, role)
    called = "第一书记" if role == "first_secretary" else "队长" if role == "leader" else "队员"
    if not people:
        return [Whose(Of.PERSON, name=place.name, problem=NOBODY_HERE.format(called))] * count
    if not people[0].is_known:
        return [people[0]] * count
    if len(people) > count:
        problem = TOO_FEW_ROWS.format(place.name, len(people), called, count)
        return [Whose(Of.PERSON, name=place.name, problem=problem)] * count
    spare = Whose(Of.PERSON, name=place.name, problem=f"{place.name}只有 {len(people)} 名{called}。")
    return [*people, *([spare] * (count - len(people)))]


def listed(table: Table, roll: Roll, role: str) -> Rows:
    """Everybody in the county's fixed order, into the rows below the heads; what is missing is added if it may be."""
    people = roll.everybody(role)[:MOST_LISTED]
    if people and not people[0].is_known:
        return Rows(Of.PERSON, {}, is_list=True, problem=people[0].problem)
    free, follows = _free_rows(table)
    missing = max(len(people) - len(free), 0)
    end = free[-1] + 1 if free else table.first_row
    may_add = table.grid.takes_rows and bool(free)
    if missing and follows and not may_add:
        return Rows(Of.PERSON, {}, is_list=True, problem=_does_not_fit(len(people), len(free)))
    places = [*free, *range(end, end + missing)]
    whose = dict(zip(places, people, strict=False))
    like = free[0] if free else None
    return Rows(Of.PERSON, whose, added=(end, missing if may_add else 0), like=like, is_list=True)


def _does_not_fit(people: int, rows: int) -> str:
    return f"名册有 {people} 人，表里空着 {rows} 行，下面还有别的内容。在原表里加 {people - rows} 行，再放进来。"


def _free_rows(table: Table) -> tuple[list[int], bool]:
    """The blank or merely numbered rows below the heads, and whether anything stands behind them."""
    free: list[int] = []
    for row in range(table.first_row, table.grid.height):
        texts = [text for _, text in _texts(table, row)]
        if any(not text.isdigit() for text in texts) or len(texts) > 1:
            return free, True
        free.append(row)
    return free, False
