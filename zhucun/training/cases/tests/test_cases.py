"""X5: anyone recommends, the office publishes what has nothing private in it, a session is held with it."""

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import COUNTY, TODAY, Cast
from tests.examples.words import A_SESSION
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.org.places import acts as places
from zhucun.records.notes import acts as work
from zhucun.training.cases import acts as cases
from zhucun.training.cases import rules
from zhucun.training.cases.models import TrainingCase
from zhucun.training.sessions import acts as sessions

TOLD = {
    "title": "屋场会上把账讲清楚",
    "what": "先把收支贴出来，再请两位老人问，问一笔答一笔，第二个月就没有人再上访。",
    "gist": "让最不放心的人先问",
    "aspect": "织密一张网络",
}


def recommended(cast: Cast, **told: Any) -> TrainingCase:
    by = cast.actor("member")
    return cases.recommend(cast.accounts["member"], place=cast.shiping, **{**TOLD, **told}, by=by)


def test_a_member_recommends_from_a_record_and_the_office_publishes_it(cast: Cast, log_in: Any) -> None:
    by = cast.actor("member")
    told = {"kind": "practical", "text": "帮一户把水管接进了屋，以后不用挑水", "happened_on": by.today}
    record = work.write(cast.team, **told, by=by)
    member, officer = log_in("member"), log_in("officer")
    shown = member.get(reverse("records:work.one", args=[record.pk])).content.decode()
    assert "推荐成案例" in shown
    where = f"{reverse('training:cases.new')}?from=record&key={record.pk}"
    assert "帮一户把水管接进了屋" in member.get(where).content.decode()

    given = {**TOLD, "shape": "experience", "source": "record", "source_key": str(record.pk)}
    member.post(reverse("training:cases.new"), given)

    row = TrainingCase.objects.get()
    assert (row.place_code, row.state, row.source) == (cast.shiping.code, "recommended", "record")
    one = reverse("training:cases.one", args=[row.pk])
    assert log_in("clerk").get(one).status_code == 200  # of its township
    assert log_in("neighbour").get(one).status_code == 404
    assert "有人推荐了案例" in officer.get(reverse("desk:waiting")).content.decode()
    assert "看过了打勾" in officer.post(reverse("training:cases.publish", args=[row.pk]), {}).content.decode()

    officer.post(reverse("training:cases.publish", args=[row.pk]), {"is_checked": "on"})

    assert log_in("neighbour").get(one).status_code == 200  # published for the whole county
    assert log_in("neighbour_county").get(one).status_code == 404
    assert TOLD["title"] in log_in("neighbour").get(reverse("training:cases")).content.decode()


def test_what_is_private_is_not_published(cast: Cast) -> None:
    officer = cast.actor("officer")
    private = f"{TOLD['what']}石老满家的电话是13900000000。"
    row = recommended(cast, what=private.replace("13900000000", "那个"))  # not yet known as a head
    places.add_household(cast.shiping, head_name="石老满", since=TODAY, by=officer)

    with pytest.raises(Refused, match="号码“139…00”、户主“石老满”"):
        recommended(cast, what=private)  # whoever writes it is told at once
    with pytest.raises(Refused, match="户主“石老满”"):
        cases.publish(row, is_checked=True, by=officer)
    row = cases.correct(row, **{**TOLD, "shape": "experience"}, by=officer)
    row = cases.publish(row, is_checked=True, by=officer)
    with pytest.raises(Refused, match="村民的"):
        cases.correct(row, **{**TOLD, "shape": "experience", "gist": "石老满说好"}, by=officer)
    with pytest.raises(OutOfReach):
        cases.correct(row, **{**TOLD, "shape": "experience"}, by=cast.actor("member"))


@settings(max_examples=30, deadline=None)
@given(before=st.text(alphabet="村里的人，。", max_size=6), number=st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_a_telephone_is_found_wherever_it_stands(before: str, number: str) -> None:
    assert any("号码" in one for one in rules.private_in(f"{before}{number}{before}", []))


def test_whoever_recommended_takes_it_back_and_the_office_says_why_not(cast: Cast) -> None:
    row = cases.withdraw(recommended(cast), by=cast.actor("member"))
    assert row.state == "declined"

    row = recommended(cast)
    with pytest.raises(Refused, match="为什么不用"):
        cases.decline(row, because="", by=cast.actor("officer"))
    assert cases.decline(row, because="已经有一篇一样的", by=cast.actor("officer")).because == "已经有一篇一样的"
    with pytest.raises(Refused, match="至少 20 个字"):
        recommended(cast, what="做得好")


def test_a_session_is_held_with_a_case(cast: Cast, log_in: Any) -> None:
    clerk, officer = cast.actor("clerk"), cast.actor("officer")
    session = sessions.announce(cast.dongling, **{**A_SESSION, "kind": "case_based"}, by=clerk)
    row = recommended(cast)
    with pytest.raises(Refused, match="发布了的"):
        cases.use(session, case=row, by=clerk)
    row = cases.publish(row, is_checked=True, by=officer)

    log_in("clerk").post(reverse("training:cases.use", args=[row.pk]), {"session": session.pk})

    page = log_in("clerk").get(reverse("training:sessions.one", args=[session.pk])).content.decode()
    assert TOLD["title"] in page
    with pytest.raises(Refused, match="已经用了"):
        cases.use(session, case=row, by=clerk)
    cases.use_not(session.case_uses.get(), by=clerk)
    assert cases.take_down(row, by=officer).state == "taken_down"


def test_every_page_of_the_library_asks_few_questions(
    cast: Cast, log_in: Any, django_assert_max_num_queries: Any
) -> None:
    row = cases.publish(recommended(cast), is_checked=True, by=cast.actor("officer"))
    officer = log_in("officer")
    officer.get(reverse("training:cases"))
    for name, args in (("training:cases", []), ("training:cases.one", [row.pk]), ("training:cases.new", [])):
        with django_assert_max_num_queries(16):
            assert officer.get(reverse(name, args=args)).status_code == 200
    assert row.county_code == COUNTY
