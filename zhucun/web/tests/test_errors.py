"""Whatever goes wrong is said in words, with a way back."""

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from zhucun.web.errors import bad_request, failed

pytestmark = pytest.mark.django_db


def test_an_address_nobody_knows_is_said_in_words(log_in: Callable[[str], Client]) -> None:
    answer = log_in("officer").get("/no/such/page/")

    assert answer.status_code == 404
    assert "没找到这一页" in answer.content.decode()


def test_a_form_that_lay_open_too_long_says_that_nothing_is_lost() -> None:
    answer = Client(enforce_csrf_checks=True).post("/login/", {"log_in": "x"})

    assert answer.status_code == 403
    assert "这一页放久了" in answer.content.decode()


def test_a_failing_page_still_shows_a_page_without_asking_the_database(
    django_assert_num_queries: Callable[[int], object], rf: RequestFactory
) -> None:
    with django_assert_num_queries(0):
        answer = failed(rf.get("/"))

    assert answer.status_code == 500
    assert "这一页出错了" in answer.content.decode()


def test_a_request_that_makes_no_sense_is_answered_in_words(rf: RequestFactory) -> None:
    assert "没看懂这次请求" in bad_request(rf.get("/")).content.decode()
