"""The ledger of a year as a list: a row a team, the columns that its reader may see."""

from collections.abc import Callable, Iterable

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse

from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.yearly.columns import Column as YearColumn
from zhucun.oversight.yearly.reading import Year
from zhucun.web.tables import Cell, Column, Filter, Table


def year_table(year: Year) -> Table:
    return Table(
        name="year_account",
        caption=f"{year.number} 年终总账",
        columns=(
            Column("team", "工作队", _team(year), plain=lambda row: row.name, width=26),
            *(_column(one, year, only_exported=not one.on_list or one in year.empty_columns) for one in year.columns),
            *((Column("signed", "签回来", _signed(year), width=12),) if year.is_settled else ()),
        ),
        filters=(Filter("township", "乡镇", _townships, _within),),
        search=lambda rows, text: rows.filter(Q(name__icontains=text) | Q(number__iexact=text)),
        search_hint="找队",
        order=(F("township_position").asc(nulls_last=True), "place_code", "number"),
        per_page=60,
        counted=lambda count: f"{count} 支队",
        empty={"text": "这一年没有工作队。", "icon": "table"},
        note=_note(year),
        may_double=False,
    )


def _townships(request: HttpRequest) -> list[tuple[str, str]]:
    seen = Place.objects.visible_to(request.actor).filter(kind=Kind.TOWNSHIP, until__isnull=True)
    return list(seen.order_by("position", "code").values_list("code", "name"))


def _within(rows: object, code: str) -> object:
    return rows.filter(place_code__gte=code, place_code__lt=f"{code}~")


def _team(year: Year) -> Callable[[Team], Cell]:
    def cell(row: Team) -> Cell:
        return Cell(row.name, sub=f"队号 {row.number}", url=reverse("oversight:yearly.one", args=[year.number, row.pk]))

    return cell


def _column(one: YearColumn, year: Year, *, only_exported: bool) -> Column:
    def cell(row: Team) -> Cell:
        said = year.cell(one.key, row.pk)
        return Cell(said.text, sub=said.sub, url=said.url)

    def plain(row: Team) -> object:
        return year.cell(one.key, row.pk).value

    told = {"plain": plain, "width": one.width, "numeric": True, "is_tight": True}
    return Column(one.key, one.label, cell, only_exported=only_exported, **told)


def _note(year: Year) -> str:
    """What stands only in the sheet is named."""
    empty = [one for one in year.empty_columns if one.on_list]
    apart = [one for one in year.columns if not one.on_list]
    said = f"一支队也没有的不占地方，导出的表里有：{_labels(empty)}。" if empty else ""
    said += f"{_labels(apart)}在每支队的总账单和导出的表里。" if apart else ""
    return f"按乡镇固定次序，不排名。数字从各本台账来，点开就是记录。{said}"


def _labels(columns: Iterable[YearColumn]) -> str:
    return "、".join(one.label for one in columns)


def _signed(year: Year) -> Callable[[Team], str]:
    def cell(row: Team) -> str:
        line = year.lines.get(row.pk)
        return f"{line.signed_on:%Y-%m-%d}" if line and line.signed_on else "—"

    return cell
