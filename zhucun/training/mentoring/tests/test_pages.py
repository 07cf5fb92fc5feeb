"""X4 in three presses; a contact is a record; the telephone on the phone; what is asked when the year is over."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import make, sitting
from tests.cast import Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.records.notes import acts as work
from zhucun.training.mentoring import acts as mentoring
from zhucun.training.mentoring.models import DeclinedMentor, MentorPair
from zhucun.training.mentoring.reading import suggested_for


@pytest.fixture
def newcomer(cast: Cast) -> Posting:
    """Came a month ago into the member's own team."""
    came = cast.actor("clerk").today - timedelta(days=30)
    return make.posting(cast.team, make.cadre("新小苗", unit=cast.archive), since=came)


def test_a_newcomer_is_paired_in_three_presses(
    cast: Cast, log_in: Any, newcomer: Posting, django_assert_max_num_queries: Any
) -> None:
    clerk = log_in("clerk")
    first = clerk.get(reverse("training:mentors")).content.decode()
    assert "到村不久的还有" in first
    assert reverse("training:mentors.wanting") in first
    listed = clerk.get(reverse("training:mentors.wanting")).content.decode()
    assert "新小苗" in listed
    with django_assert_max_num_queries(18):
        page = clerk.get(reverse("training:mentors.suggest", args=[newcomer.pk])).content.decode()
    assert "盘小妹" in page
    assert "早到村" in page
    assert "同一个乡镇" in page

    said = clerk.post(reverse("training:mentors.pair", args=[newcomer.pk, cast.member.pk]), follow=True)

    assert "盘小妹带新小苗" in said.content.decode()
    assert "撤回" in said.content.decode()
    row = MentorPair.objects.get()
    neighbour = log_in("neighbour")
    assert neighbour.get(reverse("training:mentors.one", args=[row.pk])).status_code == 404
    assert neighbour.get(reverse("training:mentors.suggest", args=[newcomer.pk])).status_code == 404
    assert "新小苗" not in neighbour.get(reverse("training:mentors")).content.decode()
    file = clerk.get(reverse("dispatch:members.one", args=[newcomer.cadre_id])).content.decode()
    assert "盘小妹带新小苗" in file


def test_a_pair_taken_back_leaves_both_free_and_a_declined_one_is_not_suggested(cast: Cast, newcomer: Posting) -> None:
    by = cast.actor("clerk")
    row = mentoring.take_back(mentoring.pair(newcomer, mentor_posting=cast.member, by=by), by=by)
    with pytest.raises(Refused, match="已经撤回"):
        mentoring.take_back(row, by=by)

    row = mentoring.pair(newcomer, mentor_posting=cast.member, by=by)
    row = mentoring.end(row, because="调走了", by=by)
    row = mentoring.go_on(row, by=by)
    assert row.until == mentoring.a_year_on(by.today)

    mentoring.decline(newcomer, mentor=cast.member, by=by)
    assert cast.member.pk not in {one.key for one in suggested_for(newcomer, by)}
    mentoring.consider(DeclinedMentor.objects.get(), by=by)
    assert cast.member.pk in {one.key for one in suggested_for(newcomer, by)}


def test_a_contact_is_a_record_with_the_pair_chosen(cast: Cast, log_in: Any, newcomer: Posting) -> None:
    member, clerk = cast.actor("member"), cast.actor("clerk")
    told: dict[str, Any] = {"kind": "mentoring", "text": "教他怎么认监测对象", "happened_on": member.today}
    form = log_in("member").get(reverse("records:note.team", args=[cast.team.pk])).content.decode()
    assert "导师帮带" not in form  # whoever is in no pair is not offered it
    row = mentoring.pair(newcomer, mentor_posting=cast.member, by=clerk)

    work.write(cast.team, **told, answers=[{"name": "pair", "value": str(row.pk)}], by=member)

    assert MentorPair.objects.with_contacts().get().contact_count == 1
    with pytest.raises(Refused, match="不能撤回"):
        mentoring.take_back(row, by=clerk)
    with pytest.raises(Refused, match="哪一对"):
        work.write(cast.team, **told, answers=[{"name": "pair", "value": "0"}], by=member)
    form = log_in("member").get(reverse("records:note.team", args=[cast.team.pk])).content.decode()
    assert "盘小妹带新小苗" in form


def test_the_phone_shows_the_other_side_and_asks_each_when_the_year_is_over(cast: Cast, log_in: Any) -> None:
    clerk = cast.actor("clerk")
    row = mentoring.pair(cast.member, mentor_other=sitting.participant(cast), plan="入户怎么谈", by=clerk)
    page = log_in("member").get(reverse("mobile:study")).content.decode()
    assert "导师：石会计" in page
    assert "入户怎么谈" in page
    assert "还想接着学" not in page
    with pytest.raises(Refused, match="一年到了以后才问"):
        mentoring.answer(row, side="mentee", wish="go_on", by=cast.actor("member"))

    MentorPair.objects.update(since=clerk.today - timedelta(days=365), until=clerk.today)
    member = log_in("member")
    page = member.get(reverse("mobile:study")).content.decode()
    assert "还想接着学" in page
    assert "愿意接着带" not in page
    assert "导师帮带满一年了" in member.get(reverse("desk:waiting")).content.decode()

    where = reverse("training:mentors.answer", args=[row.pk, "mentee", "enough"])
    member.post(where, {"back": reverse("mobile:study")})

    row = MentorPair.objects.get()
    assert row.mentee_says == "enough"
    assert "导师帮带满一年了" not in member.get(reverse("desk:waiting")).content.decode()
    with pytest.raises(OutOfReach):
        mentoring.answer(row, side="mentor", wish="go_on", by=cast.actor("member"))
    assert mentoring.answer(row, side="mentor", wish="go_on", by=clerk).mentor_says == "go_on"
