"""A test from the blueprint to the grade: papers, answers that come late or twice, two phones, paper, a second try."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import sitting
from tests.cast import NOW, Cast
from zhucun.acts.actor import Actor
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.training.knowledge_tests import acts as tests
from zhucun.training.knowledge_tests import answering, judging, reading, seats
from zhucun.training.knowledge_tests.answering import Answer, Device, Saved
from zhucun.training.knowledge_tests.jobs import hand_in_what_is_over
from zhucun.training.knowledge_tests.marking import Outcome
from zhucun.training.knowledge_tests.models import KnowledgeTest, SavedAnswer, Seat
from zhucun.training.knowledge_tests.rules import SeatState

MINUTE = timedelta(minutes=1)


def at(by: Actor, moment: datetime) -> Actor:
    return replace(by, now=moment, memo={})


def begun(cast: Cast, **told: Any) -> Seat:
    _, seat, _ = sitting.ready(cast, **told)
    return answering.start(seat, by=cast.actor("member"))


def saved(seat: Seat, *answers: Answer, device: str = "a", opens: bool = False, now: datetime = NOW) -> Saved:
    return answering.save(seat, answers, device=device, opens=opens, now=now)


def all_right(seat: Seat) -> list[Answer]:
    return [Answer(item, answer, item + 1) for item, answer in enumerate(sitting.right_answers(seat))]


def test_neighbours_get_other_questions_and_the_same_counts(cast: Cast) -> None:
    _, mine, theirs = sitting.ready(cast)

    kinds = [[item.kind for item in seat.items] for seat in (mine, theirs)]
    assert kinds == [["single", "single", "multiple", "fill_in"]] * 2
    assert {item.version for item in mine.items} & {item.version for item in theirs.items} == set()
    assert sum(item.points_milli for item in mine.items) == mine.test.full_milli == 25_000


def test_what_lacks_in_the_bank_is_said_by_line(cast: Cast) -> None:
    sitting.bank(cast.county, cast.actor("officer"))
    row = sitting.planned(cast, lines=[{**sitting.LINES[0], "count": 9}])
    seats.seat(row, posting=cast.member, by=cast.actor("clerk"))

    with pytest.raises(Refused, match="“防返贫监测”单选题（易）要 9 道，只有 4 道"):
        tests.draw(row, by=cast.actor("clerk"))


def test_a_second_test_of_a_quarter_says_why(cast: Cast) -> None:
    """R-TRN-06: the township's and one of the county above it count together."""
    sitting.planned(cast)

    with pytest.raises(Refused, match="已经办过一次"):
        sitting.planned(cast, named="再办")
    with pytest.raises(Refused, match="已经办过一次"):
        sitting.planned(cast, who="officer", place=cast.county, named="全县")
    assert sitting.planned(cast, named="补", reason="新来的队员多。").reason == "新来的队员多。"


def test_nobody_begins_before_the_time_for_another_or_in_another_township(cast: Cast) -> None:
    row, seat, _ = sitting.ready(cast)

    with pytest.raises(Refused, match="那时再来"):
        answering.start(seat, by=at(cast.actor("member"), NOW - 3 * sitting.HOUR))
    with pytest.raises(Refused, match="时间过了"):
        answering.start(seat, by=at(cast.actor("member"), NOW + 3 * sitting.HOUR))
    with pytest.raises(OutOfReach):
        answering.start(seat, by=cast.actor("first_secretary"))
    with pytest.raises(OutOfReach):
        tests.cancel(row, reason="试试", by=cast.actor("neighbour"))
    assert not KnowledgeTest.objects.visible_to(cast.actor("neighbour")).exists()
    assert not Seat.objects.visible_to(cast.actor("neighbour_county")).exists()


def test_everything_right_is_full_marks_seen_by_oneself_and_the_organiser(cast: Cast) -> None:
    seat = begun(cast)
    saved(seat, *all_right(seat))

    seat = answering.hand_in(Seat.objects.get(pk=seat.pk), by=cast.actor("member"))

    assert (seat.state, seat.score_milli, seat.grade) == (SeatState.MARKED, 25_000, "优秀")
    for who, sees in (("member", True), ("clerk", True), ("officer", False), ("first_secretary", False)):
        assert Seat.objects.with_results_for(cast.actor(who)).filter(pk=seat.pk).exists() is sees, who
    line = AuditLog.objects.filter(verb="seat.hand_in").get()
    assert {str(line.changes[name][1]) for name in ("marks", "score_milli", "grade")} == {"（不记内容）"}
    assert {one.outcome for one in reading.responses(seat.test)} == {Outcome.RIGHT}


def test_an_answer_sent_twice_is_kept_once_and_the_last_stands(cast: Cast) -> None:
    seat = begun(cast)

    for _ in range(2):
        saved(seat, Answer(0, [1], 1), Answer(0, [0], 2))
    saved(seat, Answer(0, [1], 1))

    assert SavedAnswer.objects.count() == 2
    assert answering.standing_answers([seat])[seat.pk] == {0: [0]}


def test_the_later_phone_takes_over_and_of_the_earlier_only_blanks_are_filled(cast: Cast) -> None:
    seat = begun(cast)
    saved(seat, Answer(0, [0], 1), opens=True)
    assert saved(seat, Answer(0, [1], 1), device="b", opens=True).device is Device.HERE

    told = saved(seat, Answer(0, [2], 2), Answer(1, [0], 3))

    assert told.device is Device.ELSEWHERE
    assert "另一部手机" in told.sentence
    assert answering.standing_answers([seat])[seat.pk] == {0: [1], 1: [0]}
    assert SavedAnswer.objects.count() == 4


def test_answers_made_without_signal_count_within_the_grace_and_are_kept_after_it(cast: Cast) -> None:
    seat = begun(cast)

    saved(seat, Answer(0, [0], 1, ago=900), now=seat.ends_at + 10 * MINUTE)
    told = saved(seat, Answer(1, [0], 2, ago=9000), now=seat.ends_at + 31 * MINUTE)

    assert "不计分" in told.sentence
    kept = SavedAnswer.objects.order_by("pk").values_list("counts", "is_late")
    assert list(kept) == [(True, True), (False, True)]


def test_the_clock_hands_in_what_is_over(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    seat = begun(cast)
    saved(seat, *all_right(seat)[:1])
    later = NOW + 3 * sitting.HOUR
    monkeypatch.setattr("zhucun.training.knowledge_tests.jobs.county_clocks", lambda: [("990126", later)])

    assert hand_in_what_is_over(cast.actor("officer")) == {"handed_in": 1, "closed": 1}

    seat.refresh_from_db()
    assert (seat.state, seat.handed_in_by, seat.handed_in_at) == ("marked", "time", seat.ends_at)
    assert set(Seat.objects.values_list("state", flat=True)) == {"marked", "absent"}


@pytest.mark.parametrize(
    "bad",
    [
        *(Answer(9, [0], 1), Answer(0, [7], 1), Answer(0, [0, 1], 1), Answer(0, ["x"], 1), Answer(0, [0], 2**31)),
        *(Answer(3, ["15\0"], 1), Answer(3, ["\ud800"], 1), Answer(3, ["长" * 2001], 1), Answer(3, [15], 1)),
    ],
)
def test_what_no_page_sends_is_refused(cast: Cast, bad: Answer) -> None:
    seat = begun(cast)

    with pytest.raises(Refused, match="没有这个选项"):
        saved(seat, bad)


def test_letters_of_a_printed_paper_are_entered_and_may_be_entered_again(cast: Cast) -> None:
    _, seat, theirs = sitting.ready(cast)
    by = cast.actor("clerk")
    with pytest.raises(Refused, match="在手机上答"):
        judging.enter(seat, letters=sitting.right_answers(seat), by=by)
    theirs = seats.change_way(theirs, way="paper", by=by)
    with pytest.raises(Refused, match="有 4 道题，录了 1 道"):
        judging.enter(theirs, letters=[[0]], by=by)

    wrong = judging.enter(theirs, letters=[[1], [0], [0, 1], ["15"]], by=by)
    again = judging.enter(wrong, letters=[[0], [0], [0, 1], ["15"]], by=by)

    assert (wrong.score_milli, again.score_milli, again.grade) == (20_000, 25_000, "优秀")
    assert theirs.answers.count() == 8
    assert AuditLog.objects.filter(verb="seat.enter").first().told["letters"] == "（不记内容）"


def test_a_short_answer_waits_for_a_person(cast: Cast) -> None:
    by = cast.actor("clerk")
    sitting.bank(cast.county, cast.actor("officer"), short=True)
    line = {"topic": sitting.TOPIC, "kind": "short", "difficulty": "easy", "count": 1, "points": 20}
    row = sitting.planned(cast, lines=[line])
    seat = seats.seat(row, posting=cast.member, by=by)
    tests.draw(row, by=by)
    seat = answering.start(Seat.objects.get(pk=seat.pk), by=cast.actor("member"))
    saved(seat, Answer(0, ["先入户"], 1))
    seat = answering.hand_in(Seat.objects.get(pk=seat.pk), by=cast.actor("member"))
    assert (seat.state, seat.score_milli) == (SeatState.HANDED_IN, None)
    assert judging.answers_to_judge([seat]) == {seat.pk: {0: "先入户"}}
    with pytest.raises(Refused, match="0 到 20 分"):
        judging.judge(seat, milli={"0": 21_000}, by=by)

    seat = judging.judge(seat, milli={"0": 15_000}, by=by)

    assert (seat.state, seat.score_milli, seat.grade) == (SeatState.MARKED, 15_000, "良好")


def test_who_got_the_lowest_grade_may_try_once_more_with_another_paper(cast: Cast) -> None:
    seat, by = begun(cast), cast.actor("clerk")
    seat = answering.hand_in(seat, by=cast.actor("member"))
    window = {"opens_at": NOW, "closes_at": NOW + 2 * sitting.HOUR}

    second = seats.again(seat, **window, by=by)

    assert seat.grade == "一般"
    second = answering.start(Seat.objects.get(pk=second.pk), by=cast.actor("member"))
    assert (second.attempt, len(second.paper)) == (2, 4)
    second = answering.hand_in(second, by=cast.actor("member"))
    with pytest.raises(Refused, match="次数用完"):
        seats.again(second, **window, by=by)
