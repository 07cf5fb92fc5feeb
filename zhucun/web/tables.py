"""Lists: columns, filters, views, search, sorting and paging declared once, so that every list works alike.

The address holds the whole state (`?view=short&tag=key_assistance&sort=-since&page=2`), so it can be sent on; with
`export=xlsx` it gives the same rows as a sheet (zhucun.web.exporting).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.permissions import Permission, permission
from zhucun.acts.refused import Refused
from zhucun.sheets.numbers import number_in
from zhucun.web import saved_views
from zhucun.web.importing import importer_for

EXPORT = permission("roster.export", "导出台账")
BRING_IN = "sheet.bring_in"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: text, a grey second line, a link; or a partial template with its context."""

    text: str = ""
    sub: str = ""
    url: str = ""
    template: str = ""
    context: Any = None


@dataclass(frozen=True)
class Column:
    """`cell` makes the page's cell; `plain` the value exported, the cell's text when left out; `sort` an ORM order.

    A column that is `only_exported` stands in the sheet alone, where a page would be too narrow for it; one that
    `is_tight` is never broken into lines.
    """

    key: str
    label: str
    cell: Callable[[Any], Cell | str]
    sort: str = ""
    numeric: bool = False
    plain: Callable[[Any], Any] | None = None
    width: int = 14
    only_exported: bool = False
    is_tight: bool = False


def exported(key: str, label: str, plain: Any, *, numeric: bool = False, width: int = 10) -> Column:
    """A column that only the file has."""
    return Column(key, label, lambda row: "", plain=plain, numeric=numeric, width=width, only_exported=True)


@dataclass(frozen=True)
class Filter:
    """A chip with choices; `apply` narrows the rows."""

    name: str
    label: str
    options: Callable[[HttpRequest], Iterable[tuple[str, str]]]
    apply: Callable[[QuerySet, str], QuerySet]


@dataclass(frozen=True)
class View:
    """A tab: a condition with a count."""

    name: str
    label: str
    condition: Q


@dataclass(frozen=True)
class Table:
    """A list, declared. `search` narrows by free text; `counted` says the result in words.

    `first` is the tab that opens first, where that is not everything; a wrong view in an address opens it too.
    """

    name: str
    caption: str
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    views: Sequence[View] = ()
    first: View | None = None
    search: Callable[[QuerySet, str], QuerySet] | None = None
    search_hint: str = ""
    order: str | Sequence[str] = "pk"
    per_page: int = 30
    counted: Callable[[int], str] = lambda count: f"{count} 条"
    empty: Mapping[str, str] = field(default_factory=dict)
    export_needs: Permission = EXPORT
    note: str = ""
    export_label: str = ""
    import_kind: str = ""  # the kind of sheet that is brought into this ledger
    stays_because: str = ""  # a list that nobody takes away says why
    may_double: bool = (
        True  # a filter may join a row twice; where none does, the tabs are counted in a third of the time
    )

    @property
    def usual_order(self) -> list[str]:
        return [*([self.order] if isinstance(self.order, str) else self.order), "pk"]

    def bind(self, request: HttpRequest, rows: QuerySet) -> "BoundTable":
        """The list of this request. Asked for as a sheet, it is that and the page is not drawn: raises SheetAsked, or
        Refused where the list is not taken away."""
        bound = BoundTable(self, request, rows)
        if request.GET.get("export") == "xlsx":
            if self.stays_because:
                raise Refused(self.stays_because)
            raise SheetAsked(bound)
        return bound


class SheetAsked(Exception):
    """The address asks for the list as a sheet; @page answers with it."""

    def __init__(self, table: "BoundTable") -> None:
        super().__init__(table.caption)
        self.table = table


class CountedPaginator(Paginator):
    """A paginator that has been told how many rows there are."""

    def __init__(self, rows: QuerySet, per_page: int, *, count: int | None = None) -> None:
        super().__init__(rows, per_page)
        if count is not None:
            self.count = count


class BoundTable:
    """The list for one request. Two queries: one counts, by views where there are any, the other reads the page."""

    def __init__(self, table: Table, request: HttpRequest, rows: QuerySet) -> None:
        self.table, self.request, self._rows = table, request, rows
        self.asked = request.GET
        self.pick: Mapping[str, Any] | None = None  # a box before each row and one button for them; see _table.html

    def read(self) -> None:
        """Now and not when the page is drawn, which may be where other rows are read."""
        _ = self.rows, self.page, self.filters

    @cached_property
    def chosen(self) -> QuerySet:
        """The rows after search and filters, before the view."""
        rows = self._rows
        for entry in self.table.filters:
            if value := self.asked.get(entry.name):
                rows = entry.apply(rows, value)
        if self.table.search and (text := self.asked.get("q", "").strip()):
            rows = self.table.search(rows, text)
        return rows

    @cached_property
    def result(self) -> QuerySet:
        """Everything the list would show over all its pages, in order: what is exported."""
        rows = self.chosen.filter(self.view.condition) if self.view else self.chosen
        return rows.order_by(*self._order())

    @cached_property
    def view(self) -> View | None:
        """The tab that is open; None is the one that has everything."""
        return next((entry for entry in self.table.views if entry.name == self.asked.get("view")), self.table.first)

    def _order(self) -> list[str]:
        asked = self.asked.get("sort", "")
        column = next((c for c in self.table.columns if c.sort and c.key == asked.lstrip("-")), None)
        if column is None:
            return self.table.usual_order
        return [f"-{column.sort}" if asked.startswith("-") else column.sort, "pk"]

    @cached_property
    def paginator(self) -> Paginator:
        return CountedPaginator(self.result, self.table.per_page, count=self._count_of_view)

    @property
    def _count_of_view(self) -> int | None:
        return self._counts.get("" if self.view is None else self.view.name)

    @cached_property
    def current(self) -> Page:
        return self.paginator.get_page(self.asked.get("page"))

    @property
    def caption(self) -> str:
        return self.table.caption

    @property
    def count_text(self) -> str:
        return self.table.counted(self.paginator.count)

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        return [self._head(column) for column in self.shown]

    @cached_property
    def shown(self) -> list[Column]:
        return [column for column in self.table.columns if not column.only_exported]

    def _head(self, column: Column) -> dict[str, Any]:
        asked = self.asked.get("sort", "")
        sorted_as = {column.key: "asc", f"-{column.key}": "desc"}.get(asked)
        turned = f"-{column.key}" if sorted_as == "asc" else column.key
        return {
            "key": column.key,
            "label": column.label,
            "numeric": column.numeric,
            "sorted": sorted_as,
            "sort_url": self.address(sort=turned, page=None) if column.sort else "",
        }

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {"row": row, "key": row.pk, "cells": [self._cell(column, row) for column in self.shown]}
            for row in self.current
        ]

    def _cell(self, column: Column, row: Any) -> dict[str, Any]:
        made = column.cell(row)
        cell = made if isinstance(made, Cell) else Cell(str(made))
        return {
            "label": column.label,
            "numeric": column.numeric,
            "tight": column.is_tight,
            "text": cell.text,
            "sub": cell.sub,
            "url": cell.url,
            "template": cell.template,
            "context": cell.context,
        }

    @cached_property
    def page(self) -> dict[str, Any]:
        current = self.current
        return {
            "number": current.number,
            "pages": self.paginator.num_pages,
            "first": current.start_index(),
            "last": current.end_index(),
            "count": self.paginator.count,
            "previous_url": self.address(page=current.number - 1) if current.has_previous() else "",
            "next_url": self.address(page=current.number + 1) if current.has_next() else "",
        }

    @cached_property
    def filters(self) -> list[dict[str, Any]]:
        """Chips that offer something, or are set."""
        drawn = (self._filter(entry) for entry in self.table.filters)
        return [chip for chip in drawn if chip["options"] or chip["active_label"]]

    def _filter(self, entry: Filter) -> dict[str, Any]:
        value = self.asked.get(entry.name, "")
        options = [
            {
                "value": key,
                "label": label,
                "selected": key == value,
                "url": self.address(**{entry.name: key, "page": None}),
            }
            for key, label in entry.options(self.request)
        ]
        active = next((option["label"] for option in options if option["selected"]), value)
        return {
            "label": entry.label,
            "name": entry.name,
            "options": options,
            "active_label": active,
            "clear_url": self.address(**{entry.name: None, "page": None}) if value else "",
        }

    @cached_property
    def _counts(self) -> dict[str, int]:
        """By name of the view, how many rows it has; the one that opens first among them."""
        views = (self._first, *self.table.views)
        once = self.table.may_double
        counted = {f"zc_{v.name}": Count("pk", filter=v.condition, distinct=once) for v in views}
        found = self.chosen.order_by().aggregate(**counted) if self.table.views else {}
        return {name.removeprefix("zc_"): count for name, count in found.items()}

    @property
    def _first(self) -> View:
        return self.table.first or View("", "全部", Q())

    @cached_property
    def views(self) -> list[dict[str, Any]]:
        """The list's own tabs, then those that the person saved; of all, one is open."""
        saved = self._saved
        if not self.table.views and not saved:
            return []
        is_open = "" if self.view is None else self.view.name
        is_saved = any(tab["active"] for tab in saved)
        own = [
            {
                "label": view.label,
                "count": self._counts.get(view.name),
                "active": view.name == is_open and not is_saved and (bool(self.table.views) or not self.is_narrowed),
                "url": self.address(view=view.name or None, page=None) if self.table.views else self.clear_url or "?",
            }
            for view in (self._first, *self.table.views)
        ]
        return [*own, *saved]

    @property
    def _saved(self) -> list[dict[str, Any]]:
        """A list with neither tabs nor filters has nothing worth a name."""
        if not (self.table.views or self.table.filters):
            return []
        return saved_views.tabs_of(self.request.actor, self.table.name, self.request.path, self._query)

    @property
    def _query(self) -> str:
        return saved_views.query_of(self.asked, (*self._narrowing, "sort"))

    @property
    def save(self) -> dict[str, str] | None:
        """What 存为常用视图 sends; none where nothing is narrowed or the view is saved already."""
        is_saved = any(view["active"] and "forget_url" in view for view in self.views)
        if not self.is_narrowed or is_saved or not (self.table.views or self.table.filters):
            return None
        return {"table": self.table.name, "query": self._query, "back": self.request.path}

    @property
    def search(self) -> dict[str, str] | None:
        if self.table.search is None:
            return None
        return {"name": "q", "value": self.asked.get("q", ""), "hint": self.table.search_hint}

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a search form must carry along."""
        return [(name, value) for name, value in self.asked.items() if name not in ("q", "page")]

    @property
    def is_narrowed(self) -> bool:
        return any(self.asked.get(name) for name in self._narrowing)

    @property
    def _narrowing(self) -> tuple[str, ...]:
        return ("q", "view", *(entry.name for entry in self.table.filters))

    @property
    def clear_url(self) -> str:
        """Without search, view and filters; what else the address says, such as a day, stays."""
        return self.address(**dict.fromkeys((*self._narrowing, "page"))) if self.is_narrowed else ""

    @property
    def note(self) -> str:
        return self.table.note

    @property
    def export_url(self) -> str:
        """Empty for whoever may not take lists away, and of a list that stays."""
        may = not self.table.stays_because and self.request.actor.may(self.table.export_needs)
        return self.address(export="xlsx", page=None) if may else ""

    @property
    def export_label(self) -> str:
        return self.table.export_label

    @property
    def import_url(self) -> str:
        """Empty for a list that no sheet is brought into, and for whoever may not."""
        kind, actor = self.table.import_kind, self.request.actor
        may = kind and actor.may(BRING_IN) and actor.may(importer_for(kind).needs)
        return f"{reverse('dispatch:imports')}?{urlencode({'kind': kind})}" if may else ""

    @property
    def empty(self) -> Mapping[str, str]:
        return self.table.empty or {"text": "这里还没有记录。"}

    def plain_rows(self) -> Iterable[list[Any]]:
        """Rows as plain values, for a sheet."""
        for row in self.result.iterator(chunk_size=1000):
            yield [plain_value(column, row) for column in self.table.columns]

    def address(self, **changed: str | int | None) -> str:
        kept = {name: value for name, value in self.asked.items() if name not in changed and value}
        kept.update({name: str(value) for name, value in changed.items() if value not in (None, "")})
        return f"{self.request.path}?{urlencode(kept)}" if kept else self.request.path


def plain_value(column: Column, row: Any) -> Any:
    """What a sheet gets: of a numeric column a number, though the page says it with a unit or as a dash."""
    made = column.plain(row) if column.plain is not None else column.cell(row)
    said = made.text if isinstance(made, Cell) else made
    return number_in(said) if column.numeric else said
