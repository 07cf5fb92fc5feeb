"""Member rosters of any size and ugliness, from a seed: `ugly_roster(seed, rows=496)`. All names are invented."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from random import Random
from typing import Any

import xlsxwriter

from zhucun.lib.identity import check_digit

SURNAMES = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
GIVEN = "明远志强国平小禾静文大为建军晓燕海波春梅玉兰长河思源立新秀英家乐安宁向东世林若水一帆"
TOWNSHIPS = ("东岭镇", "西河镇", "城关街道", "北坪乡")
VILLAGES = ("石坪", "柳溪", "河湾", "松林", "新塘", "上坝", "竹园", "梅冲", "大源", "双井")
UNITS = ("农业农村局", "水利局", "教育体育局", "档案馆", "财政局", "市场监督管理局", "民政局", "林业局")
POSTS = ("副局长", "四级主任科员", "股长", "工程师", "办公室主任", "科员")
TRADITIONAL = str.maketrans("驻队员东镇书记长单县农业国华张陈韩杨严", "駐隊員東鎮書記長單縣農業國華張陳韓楊嚴")


@dataclass(frozen=True)
class Ugliness:
    """What is done to the table; each may be on or off."""

    has_title: bool = False
    has_line_of_unit: bool = False
    has_two_row_header: bool = False
    has_merges: bool = False
    has_side_table: bool = False
    has_totals: bool = False
    has_sections: bool = False
    repeats_header: bool = False
    has_blank_rows: bool = False
    has_notes: bool = False
    is_shuffled: bool = False
    is_renamed: bool = False
    is_traditional: bool = False
    has_spaced_names: bool = False
    has_odd_dates: bool = False
    has_odd_phones: bool = False
    has_faults: bool = False

    @classmethod
    def of(cls, random: Random) -> "Ugliness":
        return cls(**{part.name: random.random() < 0.4 for part in fields(cls)})


@dataclass
class Roster:
    """The file, and the truth about it: the file's own numbers of the rows with a person, and who that is."""

    name: str
    data: bytes
    people: dict[int, str] = field(default_factory=dict)
    faulty: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class _Column:
    key: str
    labels: tuple[str, ...]
    parent: str = ""


COLUMNS = (
    _Column("serial", ("序号", "编号", "No.")),
    _Column("name", ("姓名", "姓  名", "队员姓名"), "基本情况"),
    _Column("sex", ("性别", "性 别"), "基本情况"),
    _Column("birth", ("出生年月", "出生时间", "出生日期"), "基本情况"),
    _Column("id", ("身份证号", "证件号码"), "基本情况"),
    _Column("education", ("学历", "文化程度"), "基本情况"),
    _Column("unit", ("派出单位", "工作单位", "单位"), "派出情况"),
    _Column("post", ("单位职务", "现任职务"), "派出情况"),
    _Column("level", ("派出层级", "选派层级"), "派出情况"),
    _Column("phone", ("联系电话", "手机号码", "电话")),
    _Column("role", ("队内职务", "驻村职务", "担任职务"), "驻村情况"),
    _Column("township", ("乡镇", "乡镇（街道）", "所在乡镇"), "驻村情况"),
    _Column("village", ("所驻村", "驻村点", "村（社区）"), "驻村情况"),
    _Column("since", ("派驻起", "驻村时间", "开始时间"), "驻村情况"),
    _Column("rural", ("农村工作经历", "有无农村工作经历")),
    _Column("remark", ("备注",)),
)


def ugly_roster(seed: int, rows: int = 40, *, ugliness: Ugliness | None = None, kind: str = "") -> Roster:
    """`kind` is xlsx or a text encoding; by the seed where it is left out."""
    random = Random(seed)
    ugly = ugliness or Ugliness.of(random)
    kind = kind or random.choice(["xlsx", "xlsx", "gb18030", "utf-8", "utf-8-sig"])
    sheet = _Page(random, ugly, knows_merges=kind == "xlsx")
    sheet.draw(rows)
    data = sheet.as_xlsx() if kind == "xlsx" else sheet.as_text(kind)
    name = "名册.xlsx" if kind == "xlsx" else "名册.csv"
    return Roster(name, data, sheet.people, sheet.faulty)


class _Page:
    def __init__(self, random: Random, ugly: Ugliness, *, knows_merges: bool) -> None:
        self.random, self.ugly, self.knows_merges = random, ugly, knows_merges
        self.lines: list[list[Any]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.people: dict[int, str] = {}
        self.faulty: set[int] = set()
        self.columns = list(COLUMNS)
        if ugly.is_shuffled:
            rest = self.columns[1:]
            random.shuffle(rest)
            self.columns = [self.columns[0], *rest]
        self.labels = [random.choice(c.labels) if ugly.is_renamed else c.labels[0] for c in self.columns]

    @property
    def width(self) -> int:
        return len(self.columns)

    def add(self, cells: Sequence[Any]) -> int:
        self.lines.append([*cells, *[None] * (self.width - len(cells))])
        return len(self.lines)

    def draw(self, rows: int) -> None:
        title = "青岭县驻村工作队花名册"
        if self.ugly.has_title:
            self._merge_row(self.add([title]))
        if self.ugly.has_line_of_unit:
            self.add(["填报单位：县驻村办", None, None, None, None, "填报日期：2022年7月11日"])
        self._draw_header()
        teams = [self.random.randint(2, 4) for _ in range(rows)]
        number = 0
        for size in teams:
            if number >= rows:
                break
            self._between_teams(number)
            number = self._draw_team(number, min(size, rows - number))
        if self.ugly.has_totals:
            self.add([self.random.choice(["合计", "合 计", "总计"]), f"{rows}人"])
        if self.ugly.has_notes:
            self.add([])
            self.add(["注：1.本表一式两份，县驻村办和乡镇各存一份。"])
            self.add(["填表人：葛文", None, None, "审核人：柏林"])
        if self.ugly.has_side_table and rows > 3 * len(UNITS):  # of like length nobody could tell them apart
            self._draw_side_table()

    @property
    def _has_two_rows(self) -> bool:
        return self.ugly.has_two_row_header and self.knows_merges and not self.ugly.is_shuffled

    def _draw_header(self) -> None:
        if self._has_two_rows:
            parents = [column.parent or label for column, label in zip(self.columns, self.labels, strict=True)]
            upper = [p if n == 0 or p != parents[n - 1] else None for n, p in enumerate(parents)]
            top = self.add(upper) - 1
            self.add(
                [label if column.parent else None for column, label in zip(self.columns, self.labels, strict=True)]
            )
            self._merge_header(parents, top)
        else:
            self.add(self.labels)

    def _merge_header(self, parents: list[str], top: int) -> None:
        start = 0
        for column in range(1, len(parents) + 1):
            if column < len(parents) and parents[column] == parents[start]:
                continue
            if self.columns[start].parent:
                self.merged.append((top, start, top, column - 1))
            else:
                self.merged.append((top, start, top + 1, start))
            start = column

    def _merge_row(self, number: int) -> None:
        if self.knows_merges:
            self.merged.append((number - 1, 0, number - 1, self.width - 1))

    def _between_teams(self, number: int) -> None:
        if self.ugly.has_blank_rows and self.random.random() < 0.1:
            self.add([])
        if self.ugly.has_sections and self.random.random() < 0.1:
            self._merge_row(self.add([f"（{self.random.choice('一二三四五')}）{self.random.choice(TOWNSHIPS)}"]))
        if self.ugly.repeats_header and number and not self._has_two_rows and self.random.random() < 0.05:
            self.add(self.labels)
        if self.ugly.has_totals and number and self.random.random() < 0.05:
            self.add(["小计", self.random.randint(1, 9)])

    def _draw_team(self, number: int, size: int) -> int:
        township, village = self.random.choice(TOWNSHIPS), self.random.choice(VILLAGES)
        first = len(self.lines)
        for place in range(size):
            number += 1
            cells = self._person(number, place, township, village)
            row = self.add([cells[column.key] for column in self.columns])
            self.people[row] = cells["name"]
            if self.ugly.has_faults and self.random.random() < 0.05:
                self._spoil(row)
        if self.ugly.has_merges and self.knows_merges and size > 1:
            for key in ("township", "village"):
                column = next(n for n, c in enumerate(self.columns) if c.key == key)
                self.merged.append((first, column, first + size - 1, column))
                for row in range(first + 1, first + size):
                    self.lines[row][column] = None
        return number

    def _person(self, number: int, place: int, township: str, village: str) -> dict[str, Any]:
        random = self.random
        name = random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice((1, 2, 2))))
        born = date(1962, 1, 1) + timedelta(days=random.randrange(13_000))
        digits = f"990126{born:%Y%m%d}{number % 1000:03}"
        person = {
            "serial": number,
            "name": self._name(name),
            "sex": "男" if int(digits[16]) % 2 else "女",
            "birth": self._birth(born),
            "id": digits + check_digit(digits) if random.random() < 0.5 else None,
            "education": random.choice(("本科", "大专", "大学", "硕士研究生", "高中")),
            "unit": "县" + random.choice(UNITS),
            "post": random.choice(POSTS),
            "level": "县派",
            "phone": self._phone(number),
            "role": "第一书记兼队长" if place == 0 else random.choice(("队员", "工作队员")),
            "township": township,
            "village": village + random.choice(("村", "村委会", "村民委员会")),
            "since": date(2021, 6, 1) if self.knows_merges else "2021-06-01",
            "rural": random.choice(("是", "否", "有", "无", "√")),
            "remark": random.choice((None, None, "=1+1", "@备查", "-", "已报到")),
        }
        if self.ugly.is_traditional:
            return {key: v.translate(TRADITIONAL) if isinstance(v, str) else v for key, v in person.items()}
        return person

    def _name(self, name: str) -> str:
        if self.ugly.has_spaced_names and len(name) == 2:
            return name[0] + self.random.choice((" ", "　", "  ")) + name[1]
        return name + self.random.choice(("", "", "、", " ")) if self.ugly.has_spaced_names else name

    def _birth(self, born: date) -> Any:
        if not self.ugly.has_odd_dates:
            return f"{born:%Y-%m}"
        year, month = born.year, born.month
        shapes = (
            f"{year}年{month}月",
            f"{year}.{month:02}",
            f"{year}{month:02}",
            f"{year}/{month}/1",
            f"{year}-{month}",
        )
        serial = (born - date(1899, 12, 30)).days
        return self.random.choice((*shapes, serial, int(f"{year}{month:02}")))

    def _phone(self, number: int) -> Any:
        phone = f"139{number % 10**8:08}"
        if not self.ugly.has_odd_phones:
            return phone
        return self.random.choice((int(phone), f"{phone[:3]} {phone[3:7]} {phone[7:]}", f"+86{phone}", f"{phone}、"))

    def _spoil(self, row: int) -> None:
        """One cell that cannot be accepted."""
        cells = self.lines[row - 1]
        key, bad = self.random.choice(
            (("phone", "1390"), ("id", "990126198403010011"), ("name", "张三、李四"), ("since", "春天"))
        )
        cells[next(n for n, column in enumerate(self.columns) if column.key == key)] = bad
        self.faulty.add(row)

    def _draw_side_table(self) -> None:
        """Beside the roster, a column apart: a count of units."""
        head = next(n for n, line in enumerate(self.lines) if "备注" in [str(cell) for cell in line])
        for offset, cells in enumerate((("单位", "人数"), *((f"县{unit}", n) for n, unit in enumerate(UNITS, 2)))):
            if head + offset < len(self.lines):
                self.lines[head + offset] += [None, *cells]

    # ── as files ──

    def as_xlsx(self) -> bytes:
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        sheet, day = book.add_worksheet("Sheet1"), book.add_format({"num_format": "yyyy-mm-dd"})
        for top, left, bottom, right in self.merged:
            sheet.merge_range(top, left, bottom, right, "")
        for row, cells in enumerate(self.lines):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif cell is not None:
                    sheet.write(row, column, cell)
        book.close()
        return buffer.getvalue()

    def as_text(self, encoding: str) -> bytes:
        buffer = io.StringIO()
        csv.writer(buffer).writerows([["" if cell is None else cell for cell in line] for line in self.lines])
        return buffer.getvalue().encode(encoding)
