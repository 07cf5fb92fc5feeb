"""Row by row and in bulk every table is equal. An act's second entrance has the same rule (architecture 4)."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

import zhucun
from tests.bulk import PLANS, operator_of
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts import verbs
from zhucun.acts.models import AuditLog, AuditText, Delivery
from zhucun.acts.recording import Told
from zhucun.acts.refused import SomeRefused
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.tests.bulk import starts

WRITES = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')
NEW_EACH_TIME = {"password", "code", "recorded_at"}  # made by chance, or by the clock on the wall

for beside in sorted(Path(zhucun.__file__).parent.glob("*/*/tests/bulk.py")):
    import_module(".".join(("zhucun", *beside.parts[-4:-1], "bulk")))


def test_every_bulk_entrance_is_tried() -> None:
    assert {verb for verb, act in verbs.all_acts().items() if act.has_many()} == set(PLANS)


@pytest.mark.parametrize("verb", sorted(PLANS))
def test_row_by_row_and_in_bulk_give_equal_tables(cast: Cast, verb: str) -> None:
    act, calls, by = verbs.named(verb), PLANS[verb](cast), operator_of(cast)
    before = AuditLog.objects.count()
    both = Both()
    with both.taken_back():
        for call in calls:
            act(fresh(call.row), by=by, **call.given)
        singly = both.tables()
    with both.taken_back():
        act.many([Told(fresh(call.row), call.given) for call in calls], by=by)
        together = both.tables()

    assert len(calls) > 1
    assert together == both.rows() | singly
    assert singly["lines"].total() >= before + len(calls)


def fresh(row: models.Model) -> models.Model:
    """As a page would have read it: what one run changed on the object is not seen by the other."""
    return type(row)._base_manager.get(pk=row.pk)


class Both:
    """Two runs that begin with the same rows and give out the same keys; what neither writes to is not looked at."""

    def __init__(self) -> None:
        apart = (AuditLog, AuditText, Delivery)
        ours = (model for model in apps.get_models() if model.__module__.startswith("zhucun."))
        self._models = {model._meta.db_table: model for model in ours if model not in apart}
        self._written: set[str] = set()
        self._keys = next_keys()

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        with transaction.atomic(), connection.execute_wrapper(self._note):
            yield
            transaction.set_rollback(True)
        give_again(self._keys)

    def _note(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if found := WRITES.match(sql):
            self._written.add(found[1])
        return execute(sql, *more)

    def tables(self) -> dict[str, Any]:
        """Of the log everything but its own keys, which follow the order of writing."""
        deliveries = Counter(Delivery.objects.values_list("line__verb", "handler"))
        return {**self.rows(), "lines": lines(), "deliveries": deliveries}

    def rows(self) -> dict[str, Any]:
        """Rows by model as they stand now: afterwards, of those to which only the second run wrote."""
        return {table: rows_of(model) for table, model in self._models.items() if table in self._written}


def next_keys() -> dict[str, int | None]:
    """PostgreSQL does not take back a key that was given out; SQLite does."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
        return dict(cursor.fetchall())


def give_again(keys: dict[str, int | None]) -> None:
    given = next_keys()
    with connection.cursor() as cursor:
        for name in (name for name, last in keys.items() if given[name] != last):
            cursor.execute("SELECT setval(%s, %s, %s)", [name, keys[name] or 1, keys[name] is not None])


def rows_of(model: type[models.Model]) -> list[dict[str, Any]]:
    columns = [f.attname for f in model._meta.concrete_fields if f.attname not in NEW_EACH_TIME]
    return list(model._base_manager.order_by("pk").values(*columns))


def lines() -> Counter[str]:
    texts = {(text.line_id, text.field): text.text for text in AuditText.objects.all()}
    verb_of = {line.act_id: line.verb for line in AuditLog.objects.all()}
    verb_of |= {line.batch_id: line.verb for line in AuditLog.objects.exclude(batch_id=None)}
    return Counter(in_words(line, texts, verb_of) for line in AuditLog.objects.all())


def in_words(line: AuditLog, texts: dict[tuple[int, str], str], verb_of: dict[Any, str]) -> str:
    """A line without what is by chance: salts, and the numbers of acts and batches."""
    kept = [line.verb, line.row_kind, line.row_key, line.subject_kind, line.subject_key, line.place_code, line.door]
    said = [_said(line.pk, values, texts) for values in (line.changes, line.told)]
    return json.dumps([*kept, *said, verb_of.get(line.cause_id)], ensure_ascii=False, sort_keys=True)


def _said(line: int, values: dict[str, Any], texts: dict[tuple[int, str], str]) -> dict[str, Any]:
    def plain(name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [plain(name, item) for item in value]
        return texts.get((line, name)) if isinstance(value, dict) and "digest" in value else value

    return {name: plain(name, value) for name, value in values.items() if name not in NEW_EACH_TIME}


def test_one_bad_line_is_named_and_nothing_is_written(cast: Cast) -> None:
    calls = starts(cast)
    twice = [*calls, Told(cast.team, {"cadre": cast.member.cadre, "since": TODAY, "basis": "又一次"})]
    before = Posting.objects.count()

    with pytest.raises(SomeRefused) as refusal:
        verbs.named("posting.start").many(twice, by=operator_of(cast))

    assert [index for index, _ in refusal.value.lines] == [2]
    assert Posting.objects.count() == before


def test_the_plan_reads_the_same_rows_as_the_page(cast: Cast) -> None:
    """A row out of reach refuses all of it, as it does alone."""
    by = cast.actor("neighbour_county")
    calls = [Told(cast.liuxi, {"number": "T91", "since": SINCE})]

    for attempt in (
        lambda: verbs.named("team.form").many(calls, by=by),
        lambda: verbs.named("team.form")(cast.liuxi, by=by, number="T91", since=SINCE),
    ):
        with pytest.raises(Exception, match="找不到这条记录"):
            attempt()
    assert Team.objects.filter(number="T91").count() == 0
