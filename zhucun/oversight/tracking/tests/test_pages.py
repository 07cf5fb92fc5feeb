"""The pages, each role in turn: drafted, signed, entered, replied, signed by the township, checked, closed."""

import io
from collections.abc import Callable
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from tests.cast import COUNTY, TODAY, Cast
from zhucun.acts.waiting import Waiting, lines_for
from zhucun.files.models import StoredFile
from zhucun.lib.figure import Question, ask
from zhucun.org.accounts.models import Appointment
from zhucun.oversight.rectification import acts as items
from zhucun.oversight.rectification.models import LetterIssue, RectificationItem
from zhucun.oversight.rectification.tests.test_way import issued, signed

LogIn = Callable[[str], Client]
ADD = {"problem": "5月账目未上墙", "kind": "style", "about": "paired", "deadline_class": "normal", "to": "unit"}


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_one_problem_goes_from_the_draft_to_closing_in_the_pages(cast: Cast, log_in: LogIn) -> None:
    """J3 (3)–(6)."""
    officer, liaison, secretary = log_in("officer"), log_in("liaison"), log_in("secretary")
    officer.post("/rectification/new/")
    issue = LetterIssue.objects.get()
    here = f"/rectification/issues/{issue.pk}/"
    officer.post(f"{here}add/", {**ADD, "team": cast.team.name})
    item = RectificationItem.objects.get()
    assert "致县档案馆" in text(officer, here)
    officer.post(f"{here}send-out/")
    told = {"letters": [item.letter_id], "number": "青驻办函〔2022〕1号", "signer": "唐志远", "issued_on": "2022-07-11"}
    officer.post(f"{here}issued/", told)

    page = f"/rectification/items/{item.pk}/"
    assert "提交反馈" in text(liaison, page)
    liaison.post(f"{page}reply/", {"reply": "7月11日补贴上墙"})
    assert "属实，签" in text(secretary, page)
    secretary.post(f"{page}press/sign/")
    assert "提交复核" in text(officer, page)
    refused = officer.post(f"{page}check/", {"outcome": "return"}).content.decode()
    assert "退回要写清哪里没改到位" in refused
    officer.post(f"{page}check/", {"outcome": "document"})

    item.refresh_from_db()
    assert item.state == "closed"
    assert "7月11日销号" in text(officer, "/rectification/")
    assert "提交" not in text(liaison, page)
    late = liaison.post(f"{page}reply/", {"reply": "又改了一遍", "seen": "1"}).content.decode()
    assert "已经销号，不能再反馈" in late
    assert "再按一次" not in late
    assert "提交反馈" not in late


def test_the_neighbours_find_nothing(cast: Cast, log_in: LogIn) -> None:
    item = issued(cast)
    pages = [f"items/{item.pk}/", f"letters/{item.letter_id}/", f"issues/{item.letter.issue_id}/"]
    for who in ("neighbour", "neighbour_county"):
        client = log_in(who)
        assert [client.get(f"/rectification/{page}").status_code for page in pages] == [404] * 3
        assert "5月账目" not in text(client, "/rectification/") + text(client, "/rectification/ledger/")


def test_questions_asked_of_the_database(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first, client = signed(cast), log_in("officer")
    for number in range(3):
        issued(cast, number=f"青驻办函〔2022〕{20 + number}号", problem=f"第{number}处没有台账")
    for page in (
        "",
        "ledger/",
        f"items/{first.pk}/",
        f"issues/{first.letter.issue_id}/",
        f"letters/{first.letter_id}/",
    ):
        with django_assert_max_num_queries(14):
            client.get(f"/rectification/{page}")


def test_who_is_waited_for_is_told(cast: Cast) -> None:
    """And what is late, one level up (R-INS-08); nobody's own reply waits for them."""
    item = issued(cast, on=date(2022, 6, 20))
    for who in ("liaison", "first_secretary", "secretary", "officer"):
        assert [one.due_on for one in _lines(cast, who)] == [date(2022, 7, 5)], who
    assert _lines(cast, "county_leader") == _lines(cast, "member") == _lines(cast, "neighbour") == []

    item = items.reply(item, reply="7月3日补贴上墙", by=cast.actor("liaison"))
    assert [one.sentence for one in _lines(cast, "secretary")] == ["“5月账目未上墙”整改反馈了，等乡镇签"]
    items.sign(item, by=cast.actor("secretary"))
    assert [one.sentence for one in _lines(cast, "officer")] == ["县档案馆的整改反馈等复核"]
    assert _lines(cast, "liaison") == []


def test_the_units_head_asks_about_what_is_late(cast: Cast) -> None:
    Appointment.objects.filter(account=cast.accounts["liaison"]).update(role="unit_head")
    issued(cast, on=date(2022, 6, 20))
    issued(cast, number="青驻办函〔2022〕10号")

    told = [(one.verb, one.count) for one in _lines(cast, "liaison")]
    assert sorted(told) == [("去反馈", 1), ("去过问", 1)]


def _lines(cast: Cast, who: str) -> list[Waiting]:
    return [one for one in lines_for(cast.actor(who)) if "整改" in one.sentence]


def test_figures_count_what_the_ledger_lists(cast: Cast) -> None:
    """N29."""
    issued(cast, on=date(2022, 6, 20))
    closing = items.reply(issued(cast, number="青驻办函〔2022〕10号"), reply="补贴上墙了", by=cast.actor("liaison"))
    items.close(items.sign(closing, by=cast.actor("secretary")), verified="onsite", by=cast.actor("officer"))

    asked = Question(cast.actor("officer"), COUNTY, TODAY, since=date(2022, 1, 1))
    names = ("letter_issues", "letters", "rectification_items", "rectification_closed", "rectification_repeats")
    assert [ask(f"oversight.{name}", asked).value for name in names] == [2, 2, 2, 1, 1]
    for name in ("rectification_open", "rectification_overdue"):
        answer = ask(f"oversight.{name}", asked)
        assert (answer.value, answer.records.count()) == (1, 1)


def test_a_team_replies_on_the_phone_and_the_township_signs(cast: Cast, log_in: LogIn) -> None:
    """M6: one sentence, a photo if one likes."""
    item = issued(cast)
    leader, secretary = log_in("first_secretary"), log_in("secretary")
    assert "5月账目未上墙" in text(leader, "/rectify/")
    photo = SimpleUploadedFile("改后.png", one_photo(), "image/png")
    leader.post(f"/rectify/{item.pk}/reply/", {"reply": "7月3日补贴上墙", "photo": photo})
    assert "属实，签" in text(secretary, f"/rectify/{item.pk}/")
    secretary.post(f"/rectify/{item.pk}/press/sign/")

    item.refresh_from_db()
    assert (item.state, StoredFile.objects.count()) == ("signed", 1)
    picture = StoredFile.objects.get()
    assert log_in("officer").get(f"/files/{picture.pk}/").status_code == 200
    assert log_in("neighbour").get(f"/files/{picture.pk}/").status_code == 404

    officer, check = log_in("officer"), f"/rectify/{item.pk}/check/"
    assert "去复核" in text(officer, f"/rectify/{item.pk}/")
    assert "7月3日补贴上墙" in text(officer, check)
    assert "退回要写清哪里没改到位" in officer.post(check, {"outcome": "return"}).content.decode()
    officer.post(check, {"outcome": "onsite", "verdict": ""})
    item.refresh_from_db()
    assert item.state == "closed"
    assert secretary.get(check).status_code == 403


def one_photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(made, "PNG")
    return made.getvalue()
