"""Several plain counts in one query: what a topic's figures ask of its own tables at the same moment."""

from collections.abc import Mapping

from django.db.models import Aggregate, Count, IntegerField, Max, QuerySet, Value
from django.db.models.sql import Query


def counted_together(rows: Mapping[str, QuerySet]) -> dict[str, int]:
    """How many rows each query finds. Asked as one union, each by its keys, so that joins count nothing twice."""
    names = list(rows)
    queries = [_count(query, number) for number, query in enumerate(rows.values())]
    found = dict.fromkeys(names, 0)
    if queries:
        found.update((names[number], count) for number, count in queries[0].union(*queries[1:], all=True))
    return found


def _count(query: QuerySet, number: int) -> QuerySet:
    """By their keys, unless the rows are of one table as it is: to write a query within a query takes twice as long."""
    rows = (
        query if _is_plain(query.query) else query.model._default_manager.filter(pk__in=query.order_by().values("pk"))
    )
    numbered = rows.order_by().annotate(zc_number=Value(number, IntegerField()))
    return numbered.values("zc_number").annotate(zc_count=Count("pk")).values_list("zc_number", "zc_count")


def _is_plain(query: Query) -> bool:
    joins = len(query.alias_map) > 1
    return not (joins or query.annotations or query.distinct or query.is_sliced or query.combinator)


Wanted = tuple[QuerySet, Mapping[str, Aggregate]]


def aggregated_together(*asked: Wanted) -> list[dict[str, int]]:
    """What `aggregate` says of each of several ledgers, in one query; where there is nothing it is 0."""
    width = max(len(wanted) for _, wanted in asked)
    queries = [_aggregates(number, rows, list(wanted.values()), width) for number, (rows, wanted) in enumerate(asked)]
    found = {number: values for number, *values in queries[0].union(*queries[1:], all=True)}
    return [
        {name: value or 0 for name, value in zip(wanted, found.get(number, [0] * width), strict=False)}
        for number, (_, wanted) in enumerate(asked)
    ]


def _aggregates(number: int, rows: QuerySet, wanted: list[Aggregate], width: int) -> QuerySet:
    """A row: which ledger it is of, what is wanted, and nothing in the columns that others need."""
    columns = {f"zc_{at}": one for at, one in enumerate(wanted)}
    columns |= {f"zc_{at}": Max(Value(0), output_field=IntegerField()) for at in range(len(wanted), width)}
    counted = rows.order_by().annotate(zc_number=Value(number, IntegerField())).values("zc_number").annotate(**columns)
    return counted.values_list("zc_number", *columns)
