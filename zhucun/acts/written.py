"""Which tables were written: each commit leaves a mark at every table it wrote, in the same transaction.

What was counted out of some tables holds as long as their marks are the same. A mark is a random number, so that no two
states of a table ever bear the same one, whichever process wrote and however often the database was put back.
Writes are seen where they leave for the database, whoever makes them; nobody has to remember to tell of them.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection as default
from django.db import connections, models, router

from zhucun.acts.history.knowing import Knowing

WRITES = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?|DELETE\s+FROM)\s+[\"\[]?(\w+)",
    re.IGNORECASE,
)
READS = re.compile(r"\b(?:FROM|JOIN)\s+[\"\[]?(\w+)", re.IGNORECASE)
HARMLESS = re.compile(
    r"\s*(?:SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|PRAGMA|EXPLAIN|SET|SHOW|LOCK|LISTEN|NOTIFY|DISCARD)\b",
    re.IGNORECASE,
)
READING = re.compile(
    r"[\s(]*SELECT\b|\s*WITH\b(?!.*\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b)", re.IGNORECASE | re.DOTALL
)
ALL = "*"  # a statement that is neither, as one that empties or alters tables
# What each request and each beat of the clock writes, and no figure counts.
UNMARKED_APPS = ("acts", "sessions", "contenttypes", "auth", "web")


class WrittenTable(models.Model):
    """The mark of the last commit that wrote the table."""

    name = models.CharField("表", max_length=80, primary_key=True)
    mark = models.BigIntegerField("记号")

    class Meta:
        verbose_name = "写过的表"


Marks = Mapping[str, int]


@cache
def marked_tables() -> frozenset[str]:
    """Those whose writes leave a mark; what is read of others is never kept."""
    return frozenset(_tables(lambda label: label not in UNMARKED_APPS))


@cache
def unmarked_tables() -> frozenset[str]:
    return frozenset(_tables(lambda label: label in UNMARKED_APPS))


def _tables(wanted: Callable[[str], bool]) -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        if wanted(model._meta.app_label):
            yield model._meta.db_table


class Watch:
    """Stands between Django and one connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.pending: set[str] = set()  # written and not yet committed
        self._readers: list[set[str]] = []
        self._is_there = False
        self.knowing = Knowing(connection)
        self._is_one_moment = False
        self._marks: Marks | None = None

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = sql if isinstance(sql, str) else str(sql)
        if text.startswith("SELECT") or READING.match(text):
            for reader in self._readers:
                reader.update(READS.findall(text))
            return execute(sql, params, many, context)
        written = _written(text)
        if written:
            self.knowing.about_to_write(written, is_insert=text.lstrip()[:1] in "IiRr")
        result = execute(sql, params, many, context)
        if written:
            self.pending.add(written)
            if self._connection.get_autocommit():
                self.leave_marks()
                self.is_over()
        elif text.startswith("ROLLBACK TO"):
            self.knowing.partly_undone()
        return result

    def is_over(self) -> None:
        """Committed or undone."""
        self.pending.clear()
        self.knowing.is_over()

    def marks(self) -> Marks:
        """Table → its mark now; one that nobody wrote since the database was made has none. Nobody who listens to what
        is read hears of it."""
        if self._marks is not None:
            return self._marks
        readers, self._readers = self._readers, []
        try:
            found = dict(WrittenTable.objects.using(self._connection.alias).values_list("name", "mark"))
        finally:
            self._readers = readers
        if self._is_one_moment:
            self._marks = found
        return found

    def sees_one_moment(self, is_one: bool) -> None:
        """A page is of the moment at which it first looked at the marks, unless it writes itself."""
        self._is_one_moment, self._marks = is_one, None

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Within it the marks are looked at once, unless what is within writes."""
        is_one = self._is_one_moment
        self._is_one_moment = True
        try:
            yield
        finally:
            self._is_one_moment = is_one
            if not is_one:
                self._marks = None

    def leave_marks(self) -> None:
        self._marks = None
        self.knowing.before_commit()
        if self.pending and self._has_table():
            names = sorted(self.pending)
            values = ", ".join(["(%s, %s)"] * len(names))
            told = [value for name in names for value in (name, secrets.randbits(62))]
            table = WrittenTable._meta.db_table
            text = f'INSERT INTO "{table}" ("name", "mark") VALUES {values} '
            with self._connection.cursor() as cursor:
                cursor.execute(text + 'ON CONFLICT ("name") DO UPDATE SET "mark" = excluded."mark"', told)

    def _has_table(self) -> bool:
        """Not while a new database is being made."""
        if not self._is_there:
            with self._connection.cursor() as cursor:
                known = self._connection.introspection.table_names(cursor)
            self._is_there = WrittenTable._meta.db_table in known
        return self._is_there

    def was_read(self, tables: Iterable[str]) -> None:
        """What rests on something kept rests on its tables."""
        for reader in self._readers:
            reader.update(tables)

    @contextmanager
    def reading(self) -> Iterator[set[str]]:
        """What is read within, by name."""
        read: set[str] = set()
        self._readers.append(read)
        try:
            yield read
        finally:
            self._readers = [other for other in self._readers if other is not read]  # two may have read the same


@cache
def _known_write(table: str) -> str:
    return table if table in marked_tables() else "" if table in unmarked_tables() else ALL


def _written(text: str) -> str:
    """The table that the statement writes, as far as its writes leave marks."""
    found = WRITES.match(text)
    if found:
        return _known_write(found[1])
    return "" if HARMLESS.match(text) else ALL


def watch(connection: Any, **_: Any) -> None:
    """Once for a connection, however often it is opened anew."""
    if getattr(connection, "zc_watch", None) is not None:
        return
    watching = connection.zc_watch = Watch(connection)
    connection.execute_wrappers.insert(0, watching)
    commit, rollback = connection._commit, connection._rollback

    def committing() -> Any:
        watching.leave_marks()
        done = commit()
        watching.is_over()
        return done

    def rolling_back() -> Any:
        watching.is_over()
        return rollback()

    connection._commit, connection._rollback = committing, rolling_back


def watch_of(alias: str = "") -> Watch:
    connection = connections[alias or router.db_for_read(WrittenTable) or default.alias]
    connection.ensure_connection()
    watch(connection)
    watching: Watch = connection.zc_watch
    return watching


def marks() -> Marks:
    return watch_of().marks()


def page_begins(environ: Mapping[str, Any] | None = None, **_: Any) -> None:
    """What is only read is read once; who writes looks again at each step."""
    if watching := getattr(default, "zc_watch", None):
        watching.sees_one_moment((environ or {}).get("REQUEST_METHOD") in ("GET", "HEAD"))


def page_ends(**_: Any) -> None:
    if watching := getattr(default, "zc_watch", None):
        watching.sees_one_moment(False)


def forget_all() -> None:
    """Whatever any process has kept is counted anew."""
    WrittenTable.objects.update_or_create(name=ALL, defaults={"mark": secrets.randbits(62)})
