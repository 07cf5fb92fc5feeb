"""Rows inserted many at a time are the rows that one by one would be."""

from datetime import date

import pytest

from tests.cast import Cast
from zhucun.acts.inserting import insert_many
from zhucun.org.people.models import Person
from zhucun.org.people.rules import Sex
from zhucun.org.places.models import PlaceName

pytestmark = pytest.mark.django_db


def people(count: int) -> list[Person]:
    return [
        Person(county_code="990126", name=f"甲{n}", sex=Sex.MALE, birth_month=date(1985, 3, 1), phone=f"139000{n:05}")
        for n in range(count)
    ]


def test_they_get_their_keys_in_order_and_are_what_was_given() -> None:
    made = insert_many(people(1201))

    read = list(Person.objects.filter(pk__in=[person.pk for person in made]).order_by("pk"))
    assert [person.pk for person in read] == [person.pk for person in made]
    assert [(p.name, p.sex, p.birth_month, p.phone, p.version) for p in read] == [
        (p.name, "male", p.birth_month, p.phone, 1) for p in made
    ]
    assert not any(person._state.adding for person in made)


def test_sealed_columns_are_sealed() -> None:
    (made,) = insert_many(people(1))

    stored = Person.objects.raw("SELECT id, phone AS stored FROM org_person WHERE id = %s", [made.pk])[0].stored
    assert "13900000000" not in stored


def test_rows_of_other_rows_keep_them(cast: Cast) -> None:
    before = PlaceName(place=cast.shiping, name="石坪大队", since=date(2001, 1, 1), until=date(2002, 1, 1))

    (name,) = insert_many([before])

    assert PlaceName.objects.get(pk=name.pk).place == cast.shiping


def test_nothing_is_nothing() -> None:
    assert insert_many([]) == []
