"""The pages, each role in turn: drafted, signed, entered, replied, signed by the township, checked, closed."""

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from zhucun.oversight.rectification.models import LetterIssue, RectificationItem
from zhucun.oversight.rectification.tests.test_way import drafted, issued, signed

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


def test_the_neighbours_find_nothing(cast: Cast, log_in: LogIn) -> None:
    item = issued(cast)
    pages = [f"items/{item.pk}/", f"letters/{item.letter_id}/", f"issues/{item.letter.issue_id}/"]
    for who in ("neighbour", "neighbour_county"):
        client = log_in(who)
        assert [client.get(f"/rectification/{page}").status_code for page in pages] == [404] * 3
        assert "5月账目" not in text(client, "/rectification/") + text(client, "/rectification/ledger/")


def test_a_draft_is_the_countys_alone(cast: Cast, log_in: LogIn) -> None:
    item = drafted(cast)
    for who in ("secretary", "liaison", "first_secretary"):
        assert log_in(who).get(f"/rectification/letters/{item.letter_id}/").status_code == 404
        assert log_in(who).get(f"/rectification/issues/{item.letter.issue_id}/").status_code == 404


def test_the_letter_comes_as_word(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("liaison").get(f"/rectification/letters/{issued(cast).letter_id}/word/")
    assert answer["Content-Type"].endswith("wordprocessingml.document")


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
