"""What the read endpoints share: the answer to a list, the answer to what cannot be answered, who asks.

A topic's api.py declares a `router`; config/api.py mounts it. An endpoint begins with `reader(request, PERMISSION)`,
goes on with `visible_to` and ends with `page_of(rows, COLUMNS, asked)`: plain columns, no phone, no ID number.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.acts.refused import OutOfReach

T = TypeVar("T")
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]  # as far as a database's keys go
MOST_ROWS = 1_000


class Problem(Schema):
    """Why not, in a sentence for people; the rule it rests on and the field it is about, where there are such."""

    sentence: str
    rule: str | None = None
    field: str | None = None


PROBLEMS = dict.fromkeys((401, 403, 404, 409, 422), Problem)


class Paging(Schema):
    """Which part of a list. Topics add their filters to it."""

    limit: int = Field(100, ge=1, le=MOST_ROWS, description="最多几条")
    offset: int = Field(0, ge=0, le=10_000_000, description="从第几条起")


class Rows(Schema, Generic[T]):
    """A part of a list, and how many there are in all."""

    count: int
    rows: list[T]


def reader(request: HttpRequest, needs: Permission) -> Actor:
    """Who asks. Raises NotPermitted where no role of theirs carries the permission."""
    request.actor.must(needs)
    return request.actor


Columns = Sequence[str | dict[str, Any]]  # names; and name → expression where the API calls a column otherwise


def page_of(rows: QuerySet, columns: Columns, asked: Paging) -> dict[str, Any]:
    """Two queries."""
    part = _valued(rows, columns)[asked.offset : asked.offset + asked.limit]
    return {"count": rows.order_by().count(), "rows": list(part)}


def all_of(rows: QuerySet, columns: Columns) -> list[dict[str, Any]]:
    """The few that belong to one row."""
    return list(_valued(rows, columns))


def one_of(rows: QuerySet, columns: Columns) -> dict[str, Any]:
    """The one row there is. Raises OutOfReach, which is answered with 404."""
    found = _valued(rows, columns).first()
    if found is None:
        raise OutOfReach()
    return found


def _valued(rows: QuerySet, columns: Columns) -> QuerySet:
    names = [column for column in columns if isinstance(column, str)]
    renamed = {name: path for column in columns if isinstance(column, dict) for name, path in column.items()}
    return rows.values(*names, **renamed)
