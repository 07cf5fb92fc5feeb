"""A kept query gives what the same query gives when it is written anew, for every key and day."""

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet

from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.kept import Kept
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting

pytestmark = pytest.mark.django_db


def running(team: int, sender: int, day: date) -> QuerySet:
    held = Posting.objects.on_roster(day).order_by()
    return held.filter(team=team).values_list("pk").union(held.filter(sending_unit=sender).values_list("pk"), all=True)


def test_other_keys_and_days_stand_in_the_places_of_the_first(cast: Cast) -> None:
    kept = Kept(running, keys=2)
    roster.end(cast.member, last_day=TODAY, kind="rotation", by=cast.actor("officer"))

    for day in (SINCE - timedelta(1), SINCE, TODAY, TODAY + timedelta(1)):
        for team in (cast.team, cast.xihe_team):
            for unit in (cast.archive, cast.water):
                asked_anew = sorted(running(team.pk, unit.pk, day))

                assert sorted(kept.rows(team.pk, unit.pk, day=day)) == asked_anew


def test_the_text_is_written_once(cast: Cast) -> None:
    written = []

    def counted(team: int, sender: int, day: date) -> QuerySet:
        written.append(team)
        return running(team, sender, day)

    kept = Kept(counted, keys=2)
    for _ in range(3):
        kept.rows(cast.team.pk, cast.water.pk, day=TODAY)

    assert len(written) == 1
