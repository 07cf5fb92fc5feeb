"""What is read of a small table is read once in a process, until the table is written (zhucun.acts.at_hand)."""

from contextlib import suppress

import pytest
from django.db import transaction

from zhucun.acts import written
from zhucun.acts.at_hand import at_hand
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place

PLACE = Place._meta.db_table


class Undone(Exception):
    pass


@pytest.mark.django_db(transaction=True)
def test_it_is_read_again_once_its_table_is_written_and_by_whoever_writes() -> None:
    asked: list[str] = []

    @at_hand(Place)
    def names(code: str) -> list[str]:
        asked.append(code)
        return list(Place.objects.filter(code=code).values_list("name", flat=True))

    names("990126"), names("990126")
    Unit.objects.filter(pk=0).update(name="")
    names("990126")
    assert asked == ["990126"]

    with suppress(Undone), transaction.atomic():
        Place.objects.filter(pk=0).update(name="")
        names("990126"), names("990126")
        raise Undone
    assert len(asked) == 3
    names("990126")
    assert len(asked) == 3  # nothing came of it

    Place.objects.filter(pk=0).update(name="")
    names("990126"), names("990126")
    assert len(asked) == 4


@pytest.mark.django_db
def test_what_rests_on_it_rests_on_its_table() -> None:
    @at_hand(Place)
    def codes(_: str) -> list[str]:
        return list(Place.objects.values_list("code", flat=True))

    codes("")
    with written.watch_of().reading() as read:
        codes("")

    assert read == {PLACE}


@pytest.mark.django_db
def test_one_who_listens_within_another_takes_nothing_from_them() -> None:
    with written.watch_of().reading() as outer:
        with written.watch_of().reading() as inner:
            pass
        list(Place.objects.all())

    assert (inner, outer) == (set(), {PLACE})
