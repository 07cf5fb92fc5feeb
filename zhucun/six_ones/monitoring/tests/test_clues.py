"""监测线索: a member reports, the township ticks that it is in the national system, and few read of it (R-MON)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import SHIPING, SINCE, TODAY, Cast, operator
from zhucun.acts.models import AccessLog
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask_many
from zhucun.org.places import acts as places
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring.models import MonitoringClue

LogIn = Callable[[str], Client]
LATELY = TODAY - timedelta(days=5)
SAID = "房子被大水冲了，一家人住亲戚家"


def noted(cast: Cast, text: str = SAID, **told: Any) -> tuple[WorkRecord, MonitoringClue]:
    given = {"kind": "clue", "text": text, "happened_on": LATELY, **told}
    record = work.write(cast.team, **given, by=cast.actor("member"))
    return record, MonitoringClue.objects.get(record=record)


def reported(cast: Cast, who: str = "village_secretary", **told: Any) -> MonitoringClue:
    return clues.report(cast.shiping, **{"text": SAID, "reported_on": LATELY, **told}, by=cast.actor(who))


def test_one_note_of_a_member_is_the_clue_and_waits_for_the_township(cast: Cast) -> None:
    home = places.add_household(cast.shiping, head_name="石老根", since=SINCE, by=operator())
    record, clue = noted(cast, households=[home])

    assert record.is_restricted
    assert (clue.household, clue.source, clue.state) == (home, "visit", "with_township")
    assert clue.identify_by == LATELY + timedelta(days=15)
    assert any("等录入国家系统" in one.sentence for one in lines_for(cast.actor("secretary")))

    clue = clues.enter(clue, on=TODAY, by=cast.actor("secretary"))
    assert (clue.state, clue.answered_by) == ("entered", cast.actor("secretary").name)
    with pytest.raises(Refused, match="已经处理了"):
        work.withdraw(record, by=cast.actor("member"))
    clue = clues.reopen(clue, by=cast.actor("secretary"))
    work.withdraw(record, by=cast.actor("member"))
    clue.refresh_from_db()
    assert clue.state == "withdrawn"
    work.restore(WorkRecord.objects.get(pk=record.pk), by=cast.actor("member"))
    clue.refresh_from_db()
    assert clue.state == "with_township"


def test_a_clue_of_two_households_is_written_twice(cast: Cast) -> None:
    homes = [places.add_household(cast.shiping, head_name=name, since=SINCE, by=operator()) for name in ("甲", "乙")]

    with pytest.raises(Refused, match="一条线索写一户"):
        noted(cast, households=homes)


@pytest.mark.parametrize(
    ("text", "said"),
    [("户主得了癌", "健康情况"), ("打 13800138000 来说的", "台账不留这些"), ("431126195001011234 家", "台账不留这些")],
)
def test_nothing_of_health_and_no_number_gets_in(cast: Cast, text: str, said: str) -> None:
    """R-MON-05."""
    for write in (lambda: reported(cast, text=text), lambda: noted(cast, text)):
        with pytest.raises(Refused, match=said):
            write()
    assert not MonitoringClue.objects.exists()
    assert not WorkRecord.objects.exists()


def test_why_one_is_not_entered_is_told_to_whoever_reported_it(cast: Cast) -> None:
    with pytest.raises(Refused, match="为什么不需录入"):
        clues.not_needed(reported(cast), reason=" ", by=cast.actor("secretary"))
    clue = clues.not_needed(reported(cast), reason="保险都赔了", by=cast.actor("secretary"))

    assert (clue.state, clue.reason) == ("not_needed", "保险都赔了")
    question = Question(cast.actor("officer"), cast.county.code, TODAY)
    names = ["six_ones.clues_reported", "six_ones.clues_entered", "six_ones.clues_open"]
    assert [one.value for one in ask_many(names, question).values()] == [2, 0, 1]


def test_units_readers_clerks_and_neighbours_get_nothing(cast: Cast, log_in: LogIn) -> None:
    clue = reported(cast)
    for who in ("liaison", "prefecture_reader", "clerk"):
        assert log_in(who).get(f"/monitoring/{clue.pk}/").status_code == 403
        assert log_in(who).get("/monitoring/").status_code == 403
    for who in ("neighbour", "neighbour_county"):
        assert log_in(who).get(f"/monitoring/{clue.pk}/").status_code == 404
        assert "大水" not in log_in(who).get("/monitoring/").content.decode()
        with pytest.raises((OutOfReach, NotPermitted)):
            clues.enter(clue, on=TODAY, by=cast.actor(who))
    with pytest.raises(NotPermitted):
        clues.enter(clue, on=TODAY, by=cast.actor("member"))


def test_the_village_reports_the_township_ticks_and_who_opened_it_is_known(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    village, secretary = log_in("village_secretary"), log_in("secretary")
    told = {"text": SAID, "source": "household", "reported_on": "2022-07-06"}
    village.post(f"/monitoring/new/{SHIPING}/", told)
    row = MonitoringClue.objects.get()
    secretary.post(f"/monitoring/{row.pk}/enter/", {"on": "2022-07-11"})

    row.refresh_from_db()
    assert (row.state, row.source) == ("entered", "household")
    assert "已录入国家系统" in village.get(f"/monitoring/{row.pk}/").content.decode()
    assert AccessLog.objects.filter(row_kind="six_ones.monitoringclue", row_key=row.pk).exists()
    for address in ("/monitoring/", f"/monitoring/{row.pk}/"):
        secretary.get(address)
        with django_assert_max_num_queries(13):
            secretary.get(address)


def test_a_text_for_the_board_is_looked_through_and_kept_nowhere(cast: Cast, log_in: LogIn) -> None:
    shown = log_in("secretary").post("/monitoring/publicity/", {"text": "石老根，三组\n电话 13800138000，因病"})

    page = shown.content.decode()
    assert "有 2 处不能贴出去" in page
    assert "13800138000" not in page.split("去掉以后")[1].split("</section>")[0]
