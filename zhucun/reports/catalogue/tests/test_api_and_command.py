"""The same number on page, command line and API (F1)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import COUNTY, DONGLING, XIHE, Cast
from tests.cli import Zhucun
from tests.demo import Demo
from zhucun.acts.written import ALL, marks
from zhucun.lib.figure import all_figures

LogIn = Callable[[str], Client]
KEYS = ["id", "ref", "label", "value", "unit", "kind", "definition", "scope", "as_of", "known_at", "period_from",
        "period_to", "records", "url"]  # fmt: skip


def printed(zhucun: Zhucun, *told: str) -> list[dict[str, Any]]:
    status, out, _ = zhucun("figures", "--json", *told)
    assert status == 0
    return json.loads(out)


def asked(client: Client, path: str, **more: str) -> Any:
    return client.get(f"/api/v1/figures/{path}", more).json()


def as_number(shown: str) -> int | float | None:
    """A dash is a mean of nothing."""
    return None if shown == "—" else (float if "." in shown else int)(shown)


def test_page_command_and_api_say_the_same(demo: Demo, zhucun: Zhucun) -> None:
    client = demo.client("county_officer")
    page = client.get(reverse("reports:figures") + "?as_of=2022-06-30")
    shown = {line.figure.id: line for section in page.context["sections"] for line in section.lines}

    lines = printed(zhucun, "--as-of", "2022-06-30")
    answers = asked(client, "", as_of="2022-06-30")

    assert lines == answers
    assert {one["id"] for one in lines} == set(shown)
    assert all(one["url"] == shown[one["id"]].url for one in lines)
    assert [one["id"] for one in lines if one["value"] != as_number(shown[one["id"]].shown)] == []


def test_one_object_for_each_id_of_the_report(demo: Demo, zhucun: Zhucun) -> None:
    lines = printed(zhucun)

    assert all(list(one) == KEYS for one in lines)
    assert [one["ref"] for one in lines if one["id"] == "dispatch.teams"] == ["N07", "N46", "N65", "N69"]
    assert {one["value"] for one in lines if one["id"] == "dispatch.teams"} == {166}
    assert len({(one["id"], one["ref"]) for one in lines}) == len(lines)


def test_a_share_is_the_number_as_printed_and_counts_its_numerator(demo: Demo, zhucun: Zhucun) -> None:
    share = next(one for one in printed(zhucun) if one["ref"] == "N13")

    assert (share["value"], share["unit"], share["records"], share["kind"]) == (42.94, "%", 213, "share")


def test_a_period_is_said_with_its_last_day_included(demo: Demo, zhucun: Zhucun) -> None:
    june = printed(zhucun, "--from", "2022-06-01", "--to", "2022-06-30")
    by_ref = {one["ref"]: one for one in june if one["ref"]}

    assert (by_ref["N10"]["value"], by_ref["N11"]["value"]) == (2, 1)
    assert (by_ref["N10"]["period_from"], by_ref["N10"]["period_to"]) == ("2022-06-01", "2022-06-30")
    assert by_ref["N12"]["period_from"] is None


def test_what_a_url_opens_has_as_many_records_as_is_said(demo: Demo, zhucun: Zhucun) -> None:
    client = demo.client("county_office_leader")  # who may read what few may
    lines = {one["ref"]: one for one in printed(zhucun, "--as-of", "2022-06-30") if one["ref"]}

    opened = {ref: client.get(one["url"]).context["table"].paginator.count for ref, one in lines.items()}

    assert opened == {ref: one["records"] for ref, one in lines.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "status", "said"),
    [
        (("--scope", "990127"), 2, "看不到 990127"),
        (("--scope", "990126999"), 2, "没有代码为 990126999 的地方"),
        (("--as-of", "2022-07-12"), 2, "截止日还没有到"),
        (("--as-of", "昨天"), 2, "不是日期"),
        (("--from", "2022-07-02", "--to", "2022-07-01"), 2, "--to 要不早于 --from"),
        (("--as", "system_admin"), 1, "看数字台账"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(
    cast: Cast, zhucun: Zhucun, told: tuple[str, ...], status: int, said: str
) -> None:
    who = () if "--as" in told else ("--as", "officer")

    found, out, complaint = zhucun("figures", *who, *told)

    assert (found, out) == (status, "")
    assert said in complaint


@pytest.mark.django_db
def test_a_secretary_is_printed_the_own_township(cast: Cast, zhucun: Zhucun) -> None:
    lines = printed(zhucun, "--as", "secretary")

    assert {one["scope"] for one in lines} == {DONGLING}
    assert next(one["value"] for one in lines if one["id"] == "dispatch.members") == 2


@pytest.mark.django_db
def test_people_read_columns(cast: Cast, zhucun: Zhucun) -> None:
    status, out, _ = zhucun("figures", "--county", COUNTY)

    assert status == 0
    assert out.splitlines()[0] == f"青岭县（{COUNTY}），截止 2022-07-11；有起止日的数字算 2022-06-01 至 2022-07-11。"
    assert "N08   在册队员" in out


@pytest.mark.django_db
def test_a_recount_drops_what_every_process_has_kept_and_says_the_same(cast: Cast, zhucun: Zhucun) -> None:
    before, told = marks(), printed(zhucun, "--as", "officer")

    again = printed(zhucun, "--as", "officer", "--recount")

    assert again == told
    assert marks()[ALL] != before.get(ALL)


# ── API ──


@pytest.mark.django_db
def test_one_figure_and_its_records(cast: Cast, log_in: LogIn) -> None:
    client = log_in("officer")

    one, rows = asked(client, "dispatch.members/"), asked(client, "dispatch.members/records/", limit="2")

    assert (one["value"], one["ref"], rows["count"], len(rows["rows"])) == (3, "N08", 3, 2)
    assert rows["rows"][0]["name"] in ("黎明远", "盘小妹", "骆远")
    assert not {"phone", "id_number"} & set(rows["rows"][0])


@pytest.mark.django_db
def test_records_of_every_kind_are_read(cast: Cast, log_in: LogIn) -> None:
    client = log_in("officer")

    paths = {one.rows: f"/api/v1/figures/{one.id}/records/" for one in all_figures()}

    assert {kind for kind, path in paths.items() if client.get(path).status_code != 200} == set()


@pytest.mark.django_db
def test_records_of_a_reader_who_sees_no_persons_have_no_names(cast: Cast, log_in: LogIn) -> None:
    rows = asked(log_in("prefecture_reader"), "dispatch.members/records/")["rows"]

    assert len(rows) == 3
    assert not {"name", "born", "rural"} & set(rows[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("neighbour", f"?scope={DONGLING}", 404),
        ("neighbour", f"dispatch.members/?scope={DONGLING}", 404),
        ("neighbour", f"dispatch.members/records/?scope={DONGLING}", 404),
        ("neighbour_county", f"dispatch.members/records/?scope={XIHE}", 404),
        ("officer", "dispatch.nobody/", 404),
        ("liaison", "", 403),
        ("system_admin", "dispatch.members/records/", 403),
        ("officer", "?as_of=gestern", 422),
        ("officer", "?as_of=2030-01-01", 409),
    ],
)
def test_the_api_keeps_to_the_same_scope(cast: Cast, log_in: LogIn, who: str, path: str, status: int) -> None:
    assert log_in(who).get(f"/api/v1/figures/{path}").status_code == status
