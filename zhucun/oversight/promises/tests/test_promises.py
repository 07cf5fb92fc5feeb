"""任务单: few, concrete, agreed by the township, spoken for by records, accepted by another (R-TASK-11, R-LOG-09)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask
from zhucun.org.places import acts as places
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises import rules
from zhucun.oversight.promises.models import AnnualTaskList, TaskPromise
from zhucun.oversight.promises.rules import State
from zhucun.records.notes import acts as records
from zhucun.records.notes.models import WorkRecord

LogIn = Callable[[str], Client]
ROAD = {"text": "修通石坪组到村部的路 800 米", "due_on": date(2022, 9, 30), "accepted_by": "village"}
LAMPS = {"text": "三组装路灯 20 盏", "due_on": date(2022, 6, 30), "accepted_by": "township"}


def written(cast: Cast, *told: dict[str, Any], who: str = "first_secretary", year: int = 2022) -> AnnualTaskList:
    return promises.write(cast.team, year=year, promises=list(told or (ROAD, LAMPS)), by=cast.actor(who))


def agreed(cast: Cast, *told: dict[str, Any]) -> AnnualTaskList:
    handed = promises.hand_in(written(cast, *told), by=cast.actor("first_secretary"))
    return promises.agree(handed, by=cast.actor("secretary"))


def promise(text: str = "路灯") -> TaskPromise:
    return TaskPromise.objects.get(text__contains=text)


def road_record(cast: Cast, **told: Any) -> WorkRecord:
    given = {"kind": "other", "text": "挖机进场，修了 200 米", "happened_on": TODAY, **told}
    return records.write(cast.team, **given, by=cast.actor("first_secretary"))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([], "一件也没写"),
        ([ROAD] * 2, "写得一样"),
        ([{**ROAD, "text": "修路"}], "太笼统"),
        ([{**ROAD, "text": f"修通第 {n} 段村道 100 米"} for n in range(11)], "最多 10 件"),
        ([{**ROAD, "due_on": date(2023, 1, 1)}], "不在 2022 年里"),
        ([{**ROAD, "text": "队员每天打卡签到"}], "要人打卡"),
        ([{**ROAD, "accepted_by": "us"}], "谁来验收"),
    ],
)
def test_what_is_no_promise_is_refused_in_words(cast: Cast, told: list[dict[str, Any]], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        promises.write(cast.team, year=2022, promises=told, by=cast.actor("first_secretary"))


def test_a_list_is_written_sent_back_written_again_and_agreed(cast: Cast, log_in: LogIn) -> None:
    leader, secretary = log_in("first_secretary"), log_in("secretary")
    first = {"text_0": ROAD["text"], "due_0": "2022-09-30", "by_0": "village"}
    leader.post(f"/promises/teams/{cast.team.pk}/", first)
    row = AnnualTaskList.objects.get()
    leader.post(f"/promises/{row.pk}/hand-in/")
    assert any("任务单等着定" in one.sentence for one in lines_for(cast.actor("secretary")))

    secretary.post(f"/promises/{row.pk}/send-back/", {"reason": "路灯也写上"})
    assert "路灯也写上" in leader.get(f"/promises/{row.pk}/").content.decode()
    second = {"text_1": LAMPS["text"], "due_1": "2022-06-30", "by_1": "township"}
    leader.post(f"/promises/teams/{cast.team.pk}/", {**first, **second})
    leader.post(f"/promises/{row.pk}/hand-in/")
    secretary.post(f"/promises/{row.pk}/agree/")

    row.refresh_from_db()
    assert (row.state, row.agreed_by, row.promises.count()) == ("agreed", "蒋大为", 2)
    with pytest.raises(Refused, match="请乡镇退回"):
        written(cast)


def test_records_of_the_team_speak_for_it_and_are_held(cast: Cast, log_in: LogIn) -> None:
    agreed(cast)
    record = road_record(cast)
    road = promise("路 800 米")
    log_in("first_secretary").post(f"/promises/steps/{road.pk}/back_up/", {"records": [record.pk]})

    assert "挖机进场" in log_in("secretary").get(f"/promises/{road.of_list_id}/").content.decode()
    assert record.holds.get().key == road.pk
    promises.let_go(promise("路 800 米"), record=record, by=cast.actor("first_secretary"))
    assert not record.holds.exists()


def test_a_record_of_another_team_does_not_count(cast: Cast) -> None:
    agreed(cast)
    told = {"kind": "other", "text": "河湾村修水渠", "happened_on": TODAY, "written_for": "骆远来电"}
    other = records.write(cast.xihe_team, **told, by=cast.actor("officer"))

    with pytest.raises(Refused, match="本队的记录"):
        promises.back_up(promise(), record=other, by=cast.actor("officer"))


def test_it_counts_once_the_named_side_has_looked(cast: Cast, log_in: LogIn) -> None:
    agreed(cast)
    leader, village, secretary = cast.actor("first_secretary"), cast.actor("village_secretary"), cast.actor("secretary")
    said = promises.done(promise(), on=TODAY, note="20 盏都亮", by=leader)
    assert any("等着验收" in line.sentence for line in lines_for(secretary))
    assert not any("验收" in line.sentence for line in lines_for(village))

    with pytest.raises(Refused, match="由乡镇验收"):
        promises.accept(said, by=village)
    with pytest.raises(NotPermitted):
        promises.accept(said, by=leader)
    back = promises.return_for_more(said, reason="两盏不亮", by=secretary)
    assert back.state == State.OPEN
    log_in("first_secretary").post(f"/promises/steps/{back.pk}/done/", {"on": f"{TODAY:%Y-%m-%d}"})
    log_in("secretary").post(f"/promises/steps/{back.pk}/accept/", {"note": "看过，都亮"})

    assert (promise().state, promise().closed_by) == (State.ACCEPTED, "蒋大为")


def test_nobody_agrees_to_or_accepts_what_they_did_themselves(cast: Cast) -> None:
    """R-SEC-14: not through the township either."""
    row = promises.hand_in(written(cast, who="officer"), by=cast.actor("officer"))
    with pytest.raises(Refused, match="自己报的"):
        promises.agree(row, by=cast.actor("officer"))
    promises.agree(row, by=cast.actor("secretary"))
    promises.done(promise(), on=TODAY, by=cast.actor("officer"))
    with pytest.raises(Refused, match="自己办的"):
        promises.accept(promise(), by=cast.actor("officer"))


def test_the_late_wait_for_the_team_until_the_township_moves_the_day(cast: Cast) -> None:
    agreed(cast)
    leader = cast.actor("first_secretary")
    assert any("过了期" in line.sentence for line in lines_for(leader))
    assert ask("oversight.promises_late", Question(cast.actor("officer"), cast.county.code, TODAY)).value == 1

    promises.move_day(promise(), due_on=TODAY + timedelta(days=30), reason="汛期停工", by=cast.actor("secretary"))

    assert not any("过了期" in line.sentence for line in lines_for(cast.actor("first_secretary")))


def test_what_is_given_up_stays_on_the_page_with_its_reason(cast: Cast, log_in: LogIn) -> None:
    row = agreed(cast)
    promises.drop(promise(), reason="改由电力公司装", by=cast.actor("secretary"))

    assert "改由电力公司装" in log_in("village_secretary").get(f"/promises/{row.pk}/").content.decode()


def test_the_board_has_no_numbers_and_no_names_of_households(cast: Cast, log_in: LogIn) -> None:
    places.add_household(cast.shiping, head_name="石老满", since=SINCE, by=operator())
    row = agreed(cast, {**ROAD, "text": "帮石老满修房，电话 138 0000 0001"})

    text = log_in("village_secretary").get(f"/promises/{row.pk}/board/").content.decode()
    assert "帮石某修房，电话 ……" in text
    assert "石老满" not in text
    assert rules.without_numbers("修路 800 米，2022-09-30 前") == "修路 800 米，2022-09-30 前"


def test_the_neighbour_sees_nothing_and_the_pages_need_few_queries(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = agreed(cast)
    promises.back_up(promise(), record=road_record(cast), by=cast.actor("first_secretary"))
    client = log_in("officer")
    for address in ("/promises/", f"/promises/{row.pk}/", f"/promises/{row.pk}/board/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200

    for who in ("neighbour", "neighbour_county"):
        assert log_in(who).get(f"/promises/{row.pk}/").status_code == 404
        assert cast.team.name not in log_in(who).get("/promises/").content.decode()
    with pytest.raises(OutOfReach):
        promises.done(promise(), on=TODAY, by=cast.actor("neighbour_county"))
