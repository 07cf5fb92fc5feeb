"""M3 and M4: a sentence is kept in four taps, and the diary is made of such sentences."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from tests import make
from tests.cast import SINCE, TODAY, Cast
from zhucun.org.places import acts as places
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord

LogIn = Callable[[str], Client]


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_kind_a_sentence_a_household_and_it_is_kept(cast: Cast, log_in: LogIn) -> None:
    home = places.add_household(cast.shiping, head_name="石老满", since=SINCE, by=make.operator())
    client = log_in("member")
    form = text(client, "/note/")
    for words in ("走访", "做实事", "会议", "石老满", "不拍也算数", "我的日志、村里的台账、7 月月报"):
        assert words in form
    assert "谈心谈话" not in form

    told = {"kind": "practical", "text": "接通了水管", "happened_on": TODAY.isoformat(), "households": [home.pk]}
    answer = client.post("/note/", told)

    assert answer.url == "/today/"
    assert WorkRecord.objects.get().posting == cast.member
    assert "记下了，已送达" in text(client, "/today/")


def test_nothing_typed_is_lost_when_the_kind_was_not_chosen(cast: Cast, log_in: LogIn) -> None:
    told = {"text": "接通了水管", "happened_on": TODAY.isoformat()}
    asked = log_in("member").post("/note/", told).content.decode()

    assert "选一下这是哪一种。" in asked
    assert "“什么会”要选" not in asked
    assert "接通了水管</textarea>" in asked


def test_the_diary_is_ones_own_notes_by_day(cast: Cast, log_in: LogIn) -> None:
    told = {"kind": "visit", "by": cast.actor("member")}
    work.write(cast.team, text="到石老满家", happened_on=TODAY, **told)
    work.write(cast.team, text="去年的事", happened_on=TODAY - timedelta(days=300), **told)
    work.write(cast.team, kind="visit", text="书记去的", happened_on=TODAY, by=cast.actor("first_secretary"))
    talk = {"kind": "talk", "text": "谈过话", "happened_on": TODAY, "cadres": [cast.member.cadre]}
    work.write_at(cast.dongling, by=cast.actor("secretary"), **talk)
    client, printed = log_in("member"), f"/members/{cast.member.cadre_id}/diary/"

    for shown in (text(client, "/diary/"), text(client, printed)):
        assert "到石老满家" in shown
        for other in ("去年的事", "书记去的", "谈过话"):
            assert other not in shown
    assert "去年的事" in text(client, "/diary/?month=2021-09")
    assert log_in("neighbour").get(printed).status_code == 404
    assert "到石老满家" in text(log_in("clerk"), printed)


def test_whoever_is_on_no_team_is_led_to_the_desk(cast: Cast, log_in: LogIn) -> None:
    assert log_in("clerk").get("/note/").url == "/records/new/"
    assert log_in("officer").get("/diary/").url == "/records/"
