"""常用视图: one's own filters of a list as tabs, seen by nobody else."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from zhucun.web.models import SavedView
from zhucun.web.saved_view_pages import MOST

TEAMS = "/teams/"
NARROWED = "/teams/?level=county"


def saved(client: Client, name: str = "县派的", query: str = "level=county", **told: str) -> Any:
    told = {"table": "teams", "name": name, "query": query, "back": TEAMS, **told}
    return client.post("/views/save/", told, follow=True)


def tabs(client: Client, address: str = TEAMS) -> list[tuple[str, bool]]:
    return [(tab["label"], tab["active"]) for tab in client.get(address).context["table"].views]


def test_a_narrowed_list_is_kept_under_a_name_and_opened_again_by_its_tab(cast: Cast, log_in: Any) -> None:
    officer = log_in("officer")
    assert "存为常用视图" not in officer.get(TEAMS).content.decode()
    assert "存为常用视图" in officer.get(NARROWED).content.decode()

    answer = saved(officer)

    assert answer.redirect_chain[-1][0] == NARROWED
    assert ("县派的", True) in tabs(officer, NARROWED)
    assert {("县派的", False), ("全部", True)} <= set(tabs(officer))
    assert "存为常用视图" not in officer.get(NARROWED).content.decode()


def test_a_list_without_tabs_of_its_own_gets_them_with_the_first_saved(cast: Cast, log_in: Any) -> None:
    officer = log_in("officer")
    assert tabs(officer, "/units/") == [] or "全部" in dict(tabs(officer, "/units/"))

    saved(officer, "有水的", "q=水", table="units", back="/units/")

    assert tabs(officer, "/units/?q=水")[-1] == ("有水的", True)
    assert tabs(officer, "/units/")[0] == ("全部", True)


def test_the_same_name_gets_the_new_filter(cast: Cast, log_in: Any) -> None:
    officer = log_in("officer")
    saved(officer)
    saved(officer, query="level=province")

    assert SavedView.objects.get().query == "level=province"


def test_a_saved_view_is_forgotten_by_its_own_maker_only(cast: Cast, log_in: Any) -> None:
    saved(log_in("officer"))
    view = SavedView.objects.get()

    assert log_in("office_leader").post(f"/views/{view.pk}/forget/", {"back": TEAMS}).status_code == 404
    assert ("县派的", False) not in tabs(log_in("office_leader"))

    answer = log_in("officer").post(f"/views/{view.pk}/forget/", {"back": TEAMS})

    assert answer["Location"] == TEAMS
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": ""}, "起个名字"),
        ({"name": "一" * 21}, "20 个字以内"),
        ({"query": "q=" + "水" * 200}, "少选几条"),
    ],
)
def test_what_cannot_be_kept_is_said_with_what_to_do(cast: Cast, log_in: Any, told: dict[str, str], said: str) -> None:
    answer = saved(log_in("officer"), **told)

    assert said in answer.content.decode()
    assert not SavedView.objects.exists()


def test_a_list_has_no_more_views_than_one_can_look_over(cast: Cast, log_in: Any) -> None:
    officer = log_in("officer")
    for number in range(MOST):
        saved(officer, f"第{number}个")

    assert "先去掉一个" in saved(officer, "再一个").content.decode()


def test_no_form_leads_elsewhere(cast: Cast, log_in: Any) -> None:
    told = {"table": "teams", "name": "县派的", "query": "level=county", "back": "//elsewhere.example/"}

    assert log_in("officer").post("/views/save/", told)["Location"] == "/?level=county"
