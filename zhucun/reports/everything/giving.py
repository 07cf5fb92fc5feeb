"""What goes out again: a kind of table that is imported, with its rows as they would come in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.sheets.columns import Sheet
from zhucun.web.importing import importer_for

Row = Mapping[str, Any]


@dataclass(frozen=True)
class GivesBack:
    """`more` are columns that the blank form leaves out and the county's own data need."""

    kind: str
    rows: Callable[[Actor], Iterable[Row]]
    more: tuple[str, ...] = ()
    note: str = ""  # what such a sheet cannot carry

    @property
    def label(self) -> str:
        return importer_for(self.kind).kind.label

    @property
    def sheet(self) -> Sheet:
        whole = importer_for(self.kind).kind.sheet
        chosen = (one for one in whole.columns if one.is_in_form or one.key in self.more)
        return Sheet(whole.key, whole.title, tuple(replace(one, is_in_form=True) for one in chosen))

    def lines(self, by: Actor) -> Iterable[Row]:
        blank = dict.fromkeys(column.key for column in self.sheet.columns)
        return ({**blank, **row} for row in self.rows(by))
