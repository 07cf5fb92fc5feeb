"""What a row was is kept whoever changes it, with the moment; `as_known` reads it (decisions/0013)."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests import make
from tests.cast import TODAY, Cast
from zhucun.acts import written
from zhucun.acts.history import triggers
from zhucun.acts.history.models import FormerRow, Moment
from zhucun.acts.history.remembered import columns_left_out, models_by_table
from zhucun.acts.history.then import as_known
from zhucun.org.people.models import Person
from zhucun.org.places import acts as places
from zhucun.org.places.models import Place, PlaceTag
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord

pytestmark = pytest.mark.django_db
TABLE = WorkRecord._meta.db_table


class Undone(Exception):
    pass


def committed() -> None:
    """What a commit does beside committing."""
    watch = written.watch_of()
    watch.leave_marks()
    watch.is_over()


@pytest.fixture
def before(cast: Cast) -> datetime:
    """A moment after all that the cast has done, and before what a test does."""
    committed()
    moment = timezone.now() + timedelta(days=1)
    Moment.objects.update(at=moment - timedelta(hours=1))
    return moment


def later(cast: Cast, moment: datetime, name: str = "member") -> Any:
    return replace(cast.actor(name), now=moment + timedelta(hours=1), memo={})


def test_a_record_that_came_later_was_not_known(cast: Cast, before: datetime) -> None:
    work.write(cast.team, kind="visit", text="到户走访。", happened_on=TODAY, by=later(cast, before))
    committed()

    with as_known(before):
        assert not WorkRecord.objects.exists()
        with as_known(None):
            assert WorkRecord.objects.count() == 1
        assert not WorkRecord.objects.exists()
    assert WorkRecord.objects.count() == 1


def test_a_row_that_was_changed_twice_is_read_as_before_the_first_and_tells_who(cast: Cast, before: datetime) -> None:
    by = later(cast, before, "officer")
    for name in ("石坪新村", "石坪大村"):
        Place.objects.filter(pk=cast.shiping.pk).update(short_name=name)
    places.tag(cast.shiping, tag="demonstration", since=TODAY, by=by)
    committed()
    Moment.objects.filter(verb="").update(at=by.now)

    with as_known(before):
        assert Place.objects.get(pk=cast.shiping.pk).short_name == cast.shiping.short_name
        assert not PlaceTag.objects.filter(place=cast.shiping, tag="demonstration").exists()
    assert Place.objects.get(pk=cast.shiping.pk).short_name == "石坪大村"
    assert Moment.objects.latest("pk").actor_name == by.name


def test_a_deleted_row_is_there_as_it_was(cast: Cast, before: datetime) -> None:
    tag = PlaceTag.objects.create(place=cast.shiping, tag="demonstration", since=TODAY)
    committed()
    Moment.objects.update(at=before - timedelta(hours=1))
    tag_was = PlaceTag.objects.values().get(pk=tag.pk)
    PlaceTag.objects.filter(pk=tag.pk).delete()
    Moment.objects.filter(pk=Moment.objects.latest("pk").pk).update(at=before + timedelta(hours=1))

    with as_known(before):
        assert PlaceTag.objects.values().get(pk=tag.pk) == tag_was
    assert not PlaceTag.objects.filter(pk=tag.pk).exists()


def test_what_is_undone_to_a_savepoint_leaves_no_keys_that_others_then_get(cast: Cast, before: datetime) -> None:
    with suppress(Undone), transaction.atomic():
        work.write(cast.team, kind="visit", text="到户走访。", happened_on=TODAY, by=later(cast, before))
        raise Undone
    early = replace(cast.actor("member"), now=before - timedelta(minutes=5), memo={})
    work.write(cast.team, kind="visit", text="到户走访。", happened_on=TODAY, by=early)
    committed()

    with as_known(before):
        assert WorkRecord.objects.count() == 1
    with as_known(before - timedelta(minutes=10)):
        assert WorkRecord.objects.count() == 0


def test_neither_free_text_nor_sealed_numbers_are_kept_and_a_change_of_those_alone_leaves_nothing(cast: Cast) -> None:
    person = Person.objects.first() or make.cadre(unit=cast.water).person
    count = FormerRow.objects.count()
    Person.objects.filter(pk=person.pk).update(phone="13900000000")

    assert FormerRow.objects.count() == count
    Person.objects.filter(pk=person.pk).update(phone="13900000001", name="李某")
    assert json.loads(FormerRow.objects.latest("pk").was).keys() == {"name"}
    assert {"id_number", "phone"} <= set(columns_left_out(Person))
    assert "text" in columns_left_out(WorkRecord)


def test_triggers_are_those_wanted_and_come_back_after_tables_were_made_anew() -> None:
    there = triggers.there(connection)
    assert {name.partition("_")[2].partition("_")[2] for name in there} == set(models_by_table())
    triggers.take_down(plan=["a migration"])
    assert triggers.there(connection) == {}
    triggers.put_up()

    assert triggers.there(connection) == there


def test_what_stood_there_before_it_was_remembered_is_known_from_that_moment_on(cast: Cast) -> None:
    triggers.take_down(plan=["a migration"])
    Moment.objects.all().delete()
    triggers.put_up()

    assert list(Moment.objects.values_list("verb", flat=True)) == [triggers.BEGINS]
