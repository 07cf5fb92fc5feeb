"""Which five come, and that what came of them is one's own."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import sitting
from tests.cast import Cast
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import Refused
from zhucun.training.knowledge_tests import answering
from zhucun.training.knowledge_tests.models import Seat
from zhucun.training.practice import practising
from zhucun.training.practice.choosing import five_of
from zhucun.training.questions import acts as questions
from zhucun.training.questions.models import QuestionVersion

TODAY = date(2022, 7, 11)
DAYS = st.dictionaries(st.integers(0, 12), st.integers(-20, 20).map(lambda n: TODAY + timedelta(n)))


@settings(max_examples=60, deadline=None)
@given(bank=st.sets(st.integers(0, 12)), again=DAYS, seen=DAYS, wrong=DAYS)
def test_five_different_ones_come_and_what_is_due_is_among_them(
    bank: set[int], again: dict[int, date], seen: dict[int, date], wrong: dict[int, date]
) -> None:
    came = five_of(bank, again=again, seen=seen, wrong_in_tests=wrong, today=TODAY, chance=Random(1))

    due = {one for one in bank if one in again and again[one] <= TODAY}
    resting = {one for one in bank if one in again and again[one] > TODAY}
    assert len(came) == len(set(came)) == min(5, len(bank))
    assert set(came) <= bank
    assert len(due & set(came)) == min(5, len(due))
    assert not resting & set(came) or not bank - resting - set(came)


def test_what_went_wrong_comes_again_in_two_weeks_and_nobody_else_reads_it(cast: Cast) -> None:
    sitting.bank(cast.county, cast.actor("officer"))
    by, lines = cast.actor("member"), AuditLog.objects.count()
    came = practising.five_for(by, cast.member.pk, cast.member.place_code)
    single = QuestionVersion.objects.filter(kind="single").first()

    assert len(came) == 5
    assert practising.answered(single, [1], by=by) is False
    assert practising.practised_by(by).get().again_on == by.today + timedelta(14)
    assert practising.answered(single, [0], by=by) is True
    assert practising.practised_by(by).get().again_on is None
    for other in ("clerk", "officer", "first_secretary", "neighbour"):
        assert not practising.practised_by(cast.actor(other)).exists(), other
    assert AuditLog.objects.count() == lines


def test_what_a_test_found_comes_first_by_itself(cast: Cast) -> None:
    _, seat, _ = sitting.ready(cast)
    by = cast.actor("member")
    seat = answering.start(Seat.objects.get(pk=seat.pk), by=by)
    asked = {item.version for item in seat.items}
    answering.hand_in(Seat.objects.get(pk=seat.pk), by=by)

    assert asked < set(practising.five_for(by, cast.member.pk, cast.member.place_code))


def test_what_an_open_test_draws_on_is_not_practised_until_it_is_handed_in(cast: Cast) -> None:
    _, seat, _ = sitting.ready(cast)
    by, told = cast.actor("member"), {"topic": "别的专题", "difficulty": "easy", "by": cast.actor("officer")}
    other = questions.add(cast.county, kind="true_false", stem="要公示。", key=[0], **told)

    came = practising.five_for(by, cast.member.pk, cast.member.place_code)
    assert came == [other.versions.get().pk]

    answering.hand_in(answering.start(seat, by=by), by=by)
    assert len(practising.five_for(by, cast.member.pk, cast.member.place_code)) == 5


def test_nobody_practises_while_sitting_a_test(cast: Cast) -> None:
    _, seat, _ = sitting.ready(cast)
    by = cast.actor("member")
    answering.start(Seat.objects.get(pk=seat.pk), by=by)

    with pytest.raises(Refused, match="交了卷再来练"):
        practising.answered(QuestionVersion.objects.first(), [0], by=by)


def test_on_the_phone_five_are_answered_one_by_one_with_the_reason(cast: Cast, log_in: Callable[[str], Client]) -> None:
    sitting.bank(cast.county, cast.actor("officer"))
    phone = log_in("member")
    assert "练五题" in phone.get("/study/").content.decode()
    here = phone.get("/study/practice/").url
    assert "先选一个答案" in phone.post(here).content.decode() or "先写上答案" in phone.post(here).content.decode()

    for _ in range(5):
        asked = phone.get(here).content.decode()
        told = {"answer": ["错的"]} if 'class="blank"' in asked else {"answer": ["3"]}
        answered = phone.post(here, told).content.decode()
        assert "没答对" in answered
        assert "两周后再来一次" in answered
        here = answered.split('class="button main" href="')[1].split('"')[0].replace("&amp;", "&")

    assert "<b>0</b> 题对" in phone.get(here).content.decode()
    assert practising.practised_by(cast.actor("member")).count() == 5
    assert phone.get("/study/practice/?of=99999&went=").status_code == 302
