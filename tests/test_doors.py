"""Who may do what, as a table under review like code; and who must get nothing.

`make doors` writes tests/doors.txt anew. Merging two branches keeps the lines of both, whatever their order.
"""

import os
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests import doors, make
from tests.doors import MAY, TABLE, Answer
from tests.examples import Examples

OF_DONGLING = ("石坪村", "柳溪村", "黎明远", "盘小妹", "蓝小山", "石老满", "每月报表太多")
OF_THE_COUNTY = (*OF_DONGLING, "东岭镇", "西河镇", "河湾村", "骆远", "县档案馆")
# Of people without account and of places without office, so that no administrator has them from there.
BUSINESS = ("柳溪村", "候补一", "石老满", "每月报表太多")
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")
# Addresses whose row is the county's, not the township's: the township beside it belongs to the county too.
THE_COUNTYS = ("/policy/", "/documents/", "/rounds/", "/rhythm/", "/assessment/", "/publicity/", "/training/cases/")


@pytest.fixture(scope="module")
def tried(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Examples, list[Answer]]]:
    """Every page opened by everybody, once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        of = Examples.made(make.whole_cast())
        yield of, list(doors.answers(of))
        transaction.set_rollback(True)


Tried = tuple[Examples, list[Answer]]


@pytest.mark.django_db
def test_the_table_of_doors_is_the_one_under_review(tried: Tried) -> None:
    made = doors.table(*tried)
    if os.environ.get("ZHUCUN_WRITE_DOORS"):
        TABLE.write_text(made)

    kept = TABLE.read_text()

    assert sorted(made.splitlines()) == sorted(kept.splitlines()), "run `make doors`, then read the changed lines aloud"


def opened_with_a_row(answers: list[Answer], who: str) -> list[str]:
    opened = (answer for answer in answers if answer.who == who and answer.mark == MAY and answer.door.names_a_row)
    return [answer.door.path for answer in opened]


def leaks(answers: list[Answer], who: str, words: tuple[str, ...]) -> list[str]:
    return [f"{a.door.path}: {word}" for a in answers if a.who == who for word in words if word in a.text]


@pytest.mark.django_db
def test_the_neighbour_township_gets_nothing_of_dongling(tried: Tried) -> None:
    _, answers = tried

    opened = opened_with_a_row(answers, "neighbour")

    assert [path for path in opened if not path.startswith(THE_COUNTYS)] == []
    assert leaks(answers, "neighbour", OF_DONGLING) == []


@pytest.mark.django_db
def test_the_neighbour_county_gets_nothing_of_the_county(tried: Tried) -> None:
    _, answers = tried

    assert opened_with_a_row(answers, "neighbour_county") == []
    assert leaks(answers, "neighbour_county", OF_THE_COUNTY) == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", ADMINISTRATORS)
def test_an_administrator_reads_no_business(tried: Tried, who: str) -> None:
    """R-SEC-05."""
    _, answers = tried

    assert leaks(answers, who, BUSINESS) == []


@pytest.mark.django_db
def test_who_may_do_it_has_something_to_leak(tried: Tried) -> None:
    """The words the others must not read are there to be read."""
    _, answers = tried
    read = "".join(answer.text for answer in answers if answer.who in ("officer", "secretary"))

    assert [word for word in OF_THE_COUNTY if word not in read] == []
