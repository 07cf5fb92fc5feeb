"""The history of a row: audit lines as prose, in the words of the model."""

from datetime import timedelta
from typing import Any

from tests import make
from tests.cast import DONGLING, TODAY, Cast, operator
from zhucun.acts.models import AuditLog, AuditText
from zhucun.dispatch.roster import acts as roster
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.models import Account
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre
from zhucun.web.history import ERASED, history_of, prose


def test_who_did_what_from_which_door_is_said_newest_first(cast: Cast) -> None:
    corrected = people.correct_cadre(cast.spare, changes={"post": "科员", "education": 50}, by=cast.actor("officer"))

    newest, *_, first = history_of(corrected)

    assert (newest.when, newest.who, newest.did, newest.door) == (
        "2022-07-11 09:00",
        "李静文",
        "更正干部资料",
        "电脑",
    )
    assert {(c.label, c.before, c.after) for c in newest.changes} == {("职务", "", "科员"), ("学历", "", "本科")}
    assert (first.who, first.did, first.door) == ("本机操作员", "登记干部", "命令行")


def test_another_row_is_said_by_its_name_and_a_day_as_a_day(cast: Cast) -> None:
    moved = people.move_cadre(cast.spare, unit=cast.water, since=TODAY, by=operator())

    change = history_of(moved)[0].changes[0]

    assert (change.label, change.before, change.after) == ("单位", "县档案馆", "县水利局")


def test_what_was_done_about_a_row_is_in_its_history_too(cast: Cast) -> None:
    """A posting started in a team is a line of the team."""
    make.posting(cast.team, cast.spare)

    assert "派驻" in {line.did for line in history_of(cast.team)}


def test_the_reason_is_read_from_where_free_text_is_kept_and_may_have_been_erased(cast: Cast) -> None:
    stopped = accounts.stop(Account.objects.get(log_in="clerk"), reason="调到别处", by=operator())
    assert history_of(stopped)[0].reason == "调到别处"

    AuditText.objects.update(text="", erased_at=operator().now)

    assert history_of(stopped)[0].reason == ERASED


def test_on_whose_behalf_it_was_done_is_said(cast: Cast) -> None:
    accounts.deputise(
        Account.objects.get(log_in="clerk"),
        kind="leave_cover",
        role="township_secretary",
        place_code=DONGLING,
        since=TODAY,
        last_day=TODAY + timedelta(days=3),
        held_by=Account.objects.get(log_in="secretary"),
        by=operator(),
    )
    posting = make.posting(cast.team, cast.spare, reported_on=None)

    reported = roster.report_in(posting, arrived_on=TODAY, by=cast.actor("clerk"))

    assert history_of(reported)[0].who == "周小禾（代蒋大为）"


def test_hidden_values_stay_hidden(cast: Cast) -> None:
    corrected = people.correct_cadre(cast.spare, changes={"phone": "13907460001"}, by=cast.actor("officer"))

    assert "13907460001" not in str(history_of(corrected))


def test_an_auditor_reads_neither_free_text_nor_the_names_of_other_rows(cast: Cast) -> None:
    people.move_cadre(cast.spare, unit=cast.water, since=TODAY, by=operator())
    accounts.stop(Account.objects.get(log_in="clerk"), reason="调到别处", by=operator())

    said = str(prose(AuditLog.objects.order_by("-pk")[:2], with_content=False))

    assert "县水利局" not in said
    assert "调到别处" not in said
    assert f"单位 {cast.water.pk}" in said


def test_a_long_history_costs_few_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    cadre = Cadre.objects.get(pk=cast.spare.pk)
    for post in ("科员", "副科长", "科长"):
        cadre = people.correct_cadre(cadre, changes={"post": post}, by=operator())

    with django_assert_max_num_queries(4):
        assert len(history_of(cadre)) == 4
