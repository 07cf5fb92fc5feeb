"""A printed sheet says as of which day it is, and who printed it when."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast

LogIn = Callable[[str], Client]
PRINTED = re.compile(r'<(?:p|tr) class="print-only print-line">(.*?)</(?:p|tr)>')


def printed(client: Client, path: str) -> list[str]:
    """The lines that only print shows, without marks."""
    return [re.sub("<[^>]+>", "", line) for line in PRINTED.findall(client.get(path).content.decode())]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/teams/{team}/", "/members/{cadre}/", "/account/", "/waiting/"])
def test_every_page_says_its_day_and_who_printed_it(cast: Cast, log_in: LogIn, path: str) -> None:
    officer = cast.actor("officer")
    address = path.format(team=cast.team.pk, cadre=cast.member.cadre_id)

    assert printed(log_in("officer"), address)[0] == f"数据截至 2022-07-11 · {officer.name} 2022-07-11 打印"


@pytest.mark.django_db
def test_a_list_of_another_day_says_that_day_and_names_who_printed_it_once(cast: Cast, log_in: LogIn) -> None:
    name = cast.actor("officer").name

    lines = printed(log_in("officer"), "/teams/?on=2022-06-01")

    assert lines == [f"数据截至 2022-06-01 · {name} 2022-07-11 打印", "工作队 · 2 支队 · 截至 2022-06-01"]
