"""Each commit marks the tables it wrote; what is undone marks nothing (zhucun.acts.written)."""

from contextlib import suppress
from datetime import date

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from zhucun.acts import written
from zhucun.acts.models import AccessLog
from zhucun.acts.written import ALL, marks, page_begins, page_ends
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place

PLACE = Place._meta.db_table


class Undone(Exception):
    pass


@pytest.mark.django_db(transaction=True)
def test_a_commit_marks_what_it_wrote_anew_each_time_and_what_is_rolled_back_nothing() -> None:
    county = Place.objects.create(
        code="990126", kind="county", name="青岭县", short_name="青岭县", since=date(2021, 6, 1)
    )
    first = marks()
    with suppress(Undone), transaction.atomic():
        Place.objects.filter(pk=county.pk).update(short_name="青岭")
        raise Undone
    undone = marks()
    Place.objects.filter(pk=county.pk).update(short_name="青岭")
    second = marks()
    Unit.objects.filter(pk=0).delete()
    AccessLog.objects.filter(pk=0).update(reason="")

    assert first[PLACE] == undone[PLACE] != second[PLACE]
    assert marks()[PLACE] == second[PLACE]
    assert AccessLog._meta.db_table not in marks()
    assert not written.watch_of().pending


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "asked"), [("GET", 1), ("POST", 3)])
def test_a_page_that_is_only_read_is_of_one_moment(
    method: str, asked: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page_begins(environ={"REQUEST_METHOD": method})
    with django_assert_num_queries(asked):
        marks(), marks(), marks()
    page_ends()

    with django_assert_num_queries(2):
        marks(), marks()


@pytest.mark.django_db(transaction=True)
def test_who_wrote_while_reading_sees_their_own_mark() -> None:
    page_begins(environ={"REQUEST_METHOD": "GET"})
    before = marks().get(PLACE)
    Place.objects.filter(pk=0).update(short_name="青岭")

    assert marks()[PLACE] != before
    page_ends()


@pytest.mark.django_db(transaction=True)
def test_what_tells_of_no_table_marks_all() -> None:
    before = marks()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE zc_of_a_test (id integer)")
        cursor.execute("DROP TABLE zc_of_a_test")

    assert marks().get(ALL) != before.get(ALL)
    written.forget_all()
    assert marks()[ALL] != before.get(ALL)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (f'INSERT INTO "{PLACE}" ("id") VALUES (1)', PLACE),
        (f'INSERT OR IGNORE INTO "{PLACE}" ("id") VALUES (1)', PLACE),
        (f'UPDATE "{PLACE}" SET "id" = 1', PLACE),
        (f'DELETE FROM "{PLACE}" WHERE 1 = 1', PLACE),
        ('INSERT INTO "acts_auditlog" ("id") VALUES (1)', ""),
        ('UPDATE "django_session" SET "a" = 1', ""),
        ("SAVEPOINT a", ""),
        ("BEGIN IMMEDIATE", ""),
        (f'TRUNCATE "{PLACE}"', ALL),
        ('INSERT INTO "of_nobody" VALUES (1)', ALL),
    ],
)
def test_which_table_a_statement_writes(text: str, table: str) -> None:
    assert written._written(text) == table


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("SELECT 1", True),
        ("(SELECT 1) UNION (SELECT 2)", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ('WITH a AS (SELECT 1) INSERT INTO "b" SELECT * FROM a', False),
        ('UPDATE "b" SET c = (SELECT 1)', False),
    ],
)
def test_what_only_reads(text: str, is_read: bool) -> None:
    assert bool(written.READING.match(text)) is is_read


@pytest.mark.django_db
def test_all_tables_that_are_read_are_heard() -> None:
    with written.watch_of().reading() as read:
        list(Place.objects.filter(parent__name="青岭县").select_related("parent"))
        list(Unit.objects.filter(pk__in=Place.objects.values("pk")))

    assert {PLACE, Unit._meta.db_table} <= read
