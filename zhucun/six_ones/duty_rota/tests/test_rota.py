"""应急值守岗位: within an emergency or not at all; members of teams stand there, of others a number (R-TASK-12)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import DONGLING, SHIPING, TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask_many
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.six_ones.duty_rota import acts as rota
from zhucun.six_ones.duty_rota.models import PostDuty, RotaDay, RotaPost

LogIn = Callable[[str], Client]
A_DAY = timedelta(days=1)
LAST = TODAY + 2 * A_DAY


def flood(cast: Cast, days: int = 3) -> EmergencyDuty:
    told = {"title": "防汛值守", "document_number": "青防指〔2022〕6号", "level": "4", "since": TODAY, "days": days}
    proposed = emergency.propose(cast.dongling, **told, by=cast.actor("officer"))
    return emergency.approve(proposed, by=cast.actor("office_leader"))


def opened(cast: Cast, who: str = "clerk", **changed: Any) -> RotaPost:
    told = {"kind": "checkpoint", "name": "村口", "since": TODAY, "last_day": LAST, **changed}
    return rota.open_post(cast.shiping, **told, by=cast.actor(who))


def stands(cast: Cast, post: RotaPost, who: str = "first_secretary", **changed: Any) -> PostDuty:
    told = {"posting": cast.member, "since": TODAY, "last_day": TODAY, **changed}
    return rota.put_on(post, **told, by=cast.actor(who))


def test_without_an_emergency_there_is_no_post_and_with_one_only_on_its_days(cast: Cast) -> None:
    with pytest.raises(Refused, match="没有批准的应急值守"):
        opened(cast)
    duty = flood(cast)
    with pytest.raises(Refused, match="防汛值守批准的是 2022-07-11 到 2022-07-13"):
        opened(cast, last_day=LAST + A_DAY)
    post = opened(cast)

    assert (post.title, post.basis, post.period) == ("防汛值守", "青防指〔2022〕6号，Ⅳ级", duty.pk)
    with pytest.raises(Refused, match="没有批准的应急值守"):
        rota.open_post(
            cast.xihe_village, kind="checkpoint", name="桥头", since=TODAY, last_day=TODAY, by=cast.actor("officer")
        )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kind": "tea"}, "没有这种岗位"),
        ({"name": " "}, "写岗位在哪里"),
        ({"name": "张三 13800138000 家门口"}, "号码"),
        ({"name": "密接那户门口"}, "健康情况"),
        ({"name": "二组13号门口"}, "门牌"),
        ({"last_day": TODAY - A_DAY}, "最后一天不能在第一天以前"),
        ({"name": "口" * 61}, "最多 60 个字"),
    ],
)
def test_a_post_says_where_and_nothing_of_villagers(cast: Cast, changed: dict[str, Any], sentence: str) -> None:
    flood(cast)
    with pytest.raises(Refused, match=sentence):
        opened(cast, **changed)
    assert not RotaPost.objects.exists()


def test_who_stands_there_is_in_the_team_and_in_one_place_at_a_time(cast: Cast) -> None:
    flood(cast)
    post, other = opened(cast), opened(cast, name="桥头")
    stands(cast, post, last_day=LAST)

    with pytest.raises(Refused, match="已经排在“村口”"):
        stands(cast, other)
    with pytest.raises(Refused, match="改成这几天里面的"):
        stands(cast, other, posting=cast.first_secretary, last_day=LAST + A_DAY)
    duty = PostDuty.objects.get()
    duty = rota.take_off(duty, by=cast.actor("clerk"))
    assert duty.withdrawn_on == TODAY
    assert rota.put_back(duty, by=cast.actor("clerk")).withdrawn_on is None


def test_yesterday_is_laid_out_again_with_one_press_and_taken_back(cast: Cast) -> None:
    flood(cast)
    post = opened(cast)
    stands(cast, post)
    clerk = cast.actor("clerk")

    rota.copy(cast.dongling, day=TODAY + A_DAY, by=clerk)
    assert [(one.since, one.last_day) for one in PostDuty.objects.standing().order_by("since")] == [
        (TODAY, TODAY),
        (TODAY + A_DAY, TODAY + A_DAY),
    ]
    with pytest.raises(Refused, match="没有能照着排的人"):
        rota.copy(cast.dongling, day=TODAY + A_DAY, by=clerk)
    rota.undo_copy(cast.dongling, day=TODAY + A_DAY, by=clerk)
    assert PostDuty.objects.standing().count() == 1


def test_a_night_without_anybody_is_named_and_waits(cast: Cast) -> None:
    flood(cast)
    post = opened(cast)

    def said(who: str) -> list[str]:
        return [one.sentence for one in lines_for(cast.actor(who)) if "值守岗位" in one.sentence]

    assert said("clerk") == said("village_secretary") == said("first_secretary") == ["值守岗位“村口”今晚没人"]
    stands(cast, post)
    assert said("clerk") == ["值守岗位“村口”明天没人"]
    stands(cast, post, since=TODAY + A_DAY, last_day=LAST)
    assert said("clerk") == []
    assert said("officer") == said("neighbour") == []


def test_heads_are_counted_by_day_and_the_later_number_holds(cast: Cast) -> None:
    flood(cast)
    post, leader = opened(cast), cast.actor("first_secretary")
    rota.count(post, headcount=7, by=leader)
    rota.count(post, headcount=9, by=leader)

    assert RotaDay.objects.get().headcount == 9
    with pytest.raises(Refused, match="还没到"):
        rota.count(post, headcount=7, day=TODAY + A_DAY, by=leader)
    with pytest.raises(Refused, match="0 到 999"):
        rota.count(post, headcount=-1, by=leader)


def test_figures_count_each_member_once_and_name_the_empty_post(cast: Cast) -> None:
    flood(cast)
    post, _ = opened(cast), opened(cast, name="桥头")
    stands(cast, post)
    stands(cast, post, since=TODAY + A_DAY, last_day=LAST)
    rota.count(post, headcount=9, by=cast.actor("clerk"))
    names = ("duty_members", "duty_teams", "duty_posts", "duty_posts_empty", "duty_members_on_day", "duty_headcount")
    question = Question(cast.actor("officer"), cast.county.code, TODAY, since=date(2022, 7, 1))

    answers = ask_many([f"six_ones.{name}" for name in names], question)

    assert [one.value for one in answers.values()] == [1, 1, 2, 1, 1, 9]
    assert [len(one.records) for one in answers.values()] == [1, 1, 2, 1, 1, 1]


def test_a_post_that_ends_early_lets_its_people_go(cast: Cast) -> None:
    flood(cast)
    post = opened(cast)
    stands(cast, post, last_day=LAST)
    post = rota.extend(post, last_day=TODAY, by=cast.actor("clerk"))

    assert (post.last_day, PostDuty.objects.get().last_day) == (TODAY, TODAY)
    with pytest.raises(Refused, match="应急值守"):
        rota.extend(post, last_day=LAST + A_DAY, by=cast.actor("clerk"))
    assert rota.restore(rota.withdraw(post, by=cast.actor("clerk")), by=cast.actor("clerk")).withdrawn_on is None


def test_neighbours_reach_nothing(cast: Cast, log_in: LogIn) -> None:
    flood(cast)
    post = opened(cast)
    stands(cast, post)
    for who in ("neighbour", "neighbour_county"):
        assert not RotaPost.objects.visible_to(cast.actor(who)).exists()
        assert not PostDuty.objects.visible_to(cast.actor(who)).exists()
        assert log_in(who).get(f"/basics/rota/{post.pk}/").status_code == 404
        assert "村口" not in log_in(who).get("/basics/rota/").content.decode()
        with pytest.raises((OutOfReach, NotPermitted)):
            rota.count(post, headcount=1, by=cast.actor(who))


def test_a_leader_opens_a_post_lays_it_out_and_copies_it_at_the_desk(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    flood(cast)
    leader = log_in("first_secretary")
    told = {"place": SHIPING, "kind": "watch", "name": "河堤", "wanted": "2", "since": TODAY, "last_day": LAST}
    leader.post("/basics/rota/new/", told)
    post = RotaPost.objects.get()
    put = {"posting": cast.member.pk, "since": TODAY, "last_day": TODAY}
    leader.post(f"/basics/rota/{post.pk}/put-on/", put)
    leader.post(f"/basics/rota/{post.pk}/count/", {"day": TODAY, "headcount": "6"})
    leader.post("/basics/rota/copy/", {"day": str(TODAY + A_DAY), "place": SHIPING})

    assert [one.since for one in PostDuty.objects.order_by("since")] == [TODAY, TODAY + A_DAY]
    for name, count in (("posts", 1), ("duties", 2), ("days", 1)):
        assert len(leader.get(f"/api/v1/rota/{name}/").json()["rows"]) == count
    assert "今天值守" in log_in("member").get("/today/").content.decode()
    addresses = ("/basics/rota/", "/basics/rota/week/", f"/basics/rota/{post.pk}/")
    for who in ("first_secretary", "clerk"):
        client = log_in(who)
        for address in addresses:
            client.get(address)
            with django_assert_max_num_queries(14):
                assert "河堤" in client.get(address).content.decode()
    assert "盘小妹" in log_in("clerk").get(f"/basics/rota/?township={DONGLING}").content.decode()
