"""Each step of the month waits for whoever's turn it is, and for nobody else."""

from datetime import date

import pytest

from tests.cast import Cast, operator
from zhucun.acts.waiting import lines_for
from zhucun.lib.halves import beyond, half_of
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import correcting, monthly
from zhucun.oversight.attendance.models import MonthLine

pytestmark = pytest.mark.django_db
OURS = ("/days/", "/today/", "/village-month/")
SIDES = ("member", "village_secretary", "clerk", "secretary", "neighbour", "officer")


def waits(cast: Cast) -> dict[str, list[str]]:
    """Of the month and its days alone: who has which line."""
    found = {}
    for who in SIDES:
        lines = [line for line in lines_for(cast.actor(who)) if line.url.startswith(OURS)]
        found[who] = sorted(line.verb for line in lines)
    return {who: verbs for who, verbs in found.items() if verbs}


def test_a_month_goes_from_one_to_the_next(cast: Cast) -> None:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    line = MonthLine.objects.get(posting=cast.member)
    MonthLine.objects.exclude(pk=line.pk).delete()

    assert waits(cast) == {"member": ["看一遍"], "clerk": ["去看"]}
    line = monthly.state_true(line, by=cast.actor("member"))
    assert waits(cast) == {"village_secretary": ["去核对"], "clerk": ["去看"]}
    line = monthly.confirm(line, by=cast.actor("village_secretary"))
    assert waits(cast) == {"clerk": ["去核定"], "secretary": ["去核定"]}
    line = monthly.verify(line, by=cast.actor("secretary"))
    assert waits(cast) == {"officer": ["去复核"]}
    monthly.review(line, by=cast.actor("officer"))
    assert waits(cast) == {}


def test_a_question_waits_for_the_township_and_a_correction_for_a_second_person(cast: Cast) -> None:
    day = {"since_half": half_of(date(2022, 7, 7)), "until_half": beyond(date(2022, 7, 7))}
    said = days.state_otherwise(cast.member, category="unexcused_absence", **day, reason="没见人",
                                by=cast.actor("village_secretary"))  # fmt: skip
    assert waits(cast) == {"clerk": ["去认定"], "secretary": ["去认定"]}
    days.settle(said, category="in_village", reason="有签到", by=cast.actor("clerk"))
    monthly.open_month(cast.county, month="2022-06", by=operator())
    line = MonthLine.objects.get(posting=cast.member)
    MonthLine.objects.exclude(pk=line.pk).delete()
    for step, who in ((monthly.state_true, "member"), (monthly.confirm, "village_secretary"),
                      (monthly.verify, "secretary"), (monthly.review, "officer")):  # fmt: skip
        line = step(line, by=cast.actor(who))

    correcting.propose(line, category="rota_rest", since_half=line.since_half, until_half=line.since_half + 2,
                       reason="补轮休", by=cast.actor("officer"))  # fmt: skip

    assert waits(cast) == {"secretary": ["去批"]}
