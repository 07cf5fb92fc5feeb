"""年终总账: out of all ledgers, settled once, signed on paper; 述职 drafted from what was written down anyway."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.cast import TODAY, Cast
from tests.papers import word
from tests.standing import it_is
from zhucun.acts.actor import Actor
from zhucun.acts.refused import NotPermitted, Refused
from zhucun.lib.periods import Span
from zhucun.oversight.attendance import monthly
from zhucun.oversight.grading import drafting
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.yearly import acts as yearly
from zhucun.oversight.yearly.models import YearLine
from zhucun.oversight.yearly.reading import year_of
from zhucun.records.notes import acts as work
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.customs import meeting_acts as monthly_items
from zhucun.six_ones.talents import acts as talents

LogIn = Callable[[str], Client]
NEXT_YEAR = timezone.make_aware(datetime(2023, 1, 12, 9, 0))


def in_january(actor: Actor) -> Actor:
    return replace(actor, now=NEXT_YEAR, memo={})


def lived(cast: Cast) -> None:
    """A locked month of the member, two matters, a promise that was accepted."""
    clerk, leader = cast.actor("clerk"), cast.actor("first_secretary")
    monthly.open_month(cast.county, month="2022-05", by=cast.actor("officer"))
    line = monthly.state_true(cast.member.month_lines.get(month="2022-05"), by=cast.actor("member"))
    monthly.verify(monthly.confirm_on_paper(line, by=clerk), by=cast.actor("secretary"))
    for text in ("给石老满家接通自来水", "修好三组的桥栏"):
        work.write(cast.team, kind="practical", text=text, happened_on=TODAY - timedelta(days=30), by=leader)
    told = {"text": "修通石坪组到村部的路", "due_on": TODAY, "accepted_by": "village"}
    row = promises.write(cast.team, year=2022, promises=[told], by=leader)
    row = promises.agree(promises.hand_in(row, by=leader), by=cast.actor("secretary"))
    done = promises.done(row.promises.get(), on=TODAY, note="通车了", by=leader)
    promises.accept(done, note="看过", by=cast.actor("village_secretary"))


def lived_in_the_village(cast: Cast) -> None:
    """A monthly meeting and what it decided, a forum, a secretary, somebody who came back."""
    clerk, leader = cast.actor("clerk"), cast.actor("first_secretary")
    for purpose, on in (("village_monthly", TODAY), ("talent_forum", TODAY - timedelta(days=9))):
        answers = [{"name": "purposes", "value": purpose}]
        told = {"kind": "meeting", "text": "开了一次会", "happened_on": on, "answers": answers}
        record = work.write(cast.team, **told, by=leader)
        if purpose == "village_monthly":
            monthly_items.decide(record.meeting, item="修渠", decision="先修二组", by=leader)
    committees.register(
        cast.shiping, name="石有田", party_post="secretary", is_party_member=True, since=TODAY, by=clerk
    )
    back = {"name": "石归来", "role": "business", "returned_on": TODAY, "brought_by": cast.team}
    talents.return_home(cast.shiping, **back, by=clerk)


def cells(cast: Cast, who: str = "officer") -> dict[str, str]:
    year = year_of(cast.actor(who), 2022, [cast.team.pk])
    return {label: said.text for label, said in year.of(cast.team.pk)}


def test_a_row_is_what_the_ledgers_say(cast: Cast) -> None:
    lived(cast)
    lived_in_the_village(cast)

    found = cells(cast)

    assert (found["在村人天"], found["办成实事"], found["任务验收"]) == ("20", "2 件", "1 / 1")
    assert (found["一季度等次"], found["群众评议"]) == ("—", "—")
    assert (found["月列会"], found["乡贤座谈"], found["引回能人"], found["村“两委”"]) == (
        "1 个月",
        "1 场",
        "1 名",
        "1 人",
    )
    said = dict(year_of(cast.actor("officer"), 2022, [cast.team.pk]).of(cast.team.pk))
    assert (said["月列会定的事"].text, said["村“两委”"].sub) == ("办结 0 / 1", "35 岁及以下 0")
    assert "交办销号" in found


def test_it_is_settled_when_the_year_is_over_and_then_stays(cast: Cast, log_in: LogIn) -> None:
    lived(cast)
    officer = cast.actor("officer")
    with pytest.raises(Refused, match="还没过完"):
        yearly.settle(cast.county, year=2022, by=officer)
    make_missing(cast.county, in_january(officer))
    account = yearly.settle(cast.county, year=2022, by=in_january(officer))
    assert CadenceItem.objects.get(cycle="year", period="2022").state == "done"

    work.write(cast.team, kind="practical", text="后来才记的", happened_on=TODAY, by=cast.actor("first_secretary"))
    assert cells(cast)["办成实事"] == "2 件"
    with pytest.raises(Refused, match="这一步不能办了"):
        yearly.settle(cast.county, year=2022, by=in_january(officer))

    yearly.reopen(account, reason="补记了一件", by=in_january(officer))
    assert cells(cast)["办成实事"] == "3 件"
    it_is(NEXT_YEAR.date())
    office = log_in("officer")
    told = office.get("/yearly/?year=2022").content.decode()
    press = told[told.index("/yearly/2022/settle/") :]
    given = dict(re.findall(r'name="(sent|seen)"(?: value="([^"]*)")?', press))
    assert office.post("/yearly/2022/settle/", given).status_code == 302  # settled again from its page
    line = YearLine.objects.get(team=cast.team)
    told = log_in("officer").get("/api/v1/year-lines/?year=2022").json()["rows"]
    assert [row["said"]["matters"]["text"] for row in told if row["team_id"] == cast.team.pk] == ["3 件"]
    signed = yearly.sign(line, signed_on=date(2023, 1, 12), by=in_january(cast.actor("clerk")))
    assert (signed.entered_by, signed.said["matters"]["value"]) == ("周小禾", 3)
    with pytest.raises(NotPermitted):
        yearly.sign(line, signed_on=date(2023, 1, 12), by=in_january(cast.actor("member")))


def test_pages_for_each_and_nothing_for_the_neighbours(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lived(cast)
    officer, one = log_in("officer"), f"/yearly/2022/teams/{cast.team.pk}/"
    with django_assert_max_num_queries(30):  # two for each ledger, and the names of the teams
        page = officer.get("/yearly/").content.decode()
    assert re.findall(r'href="\?year=(\d+)"', page) == ["2021", "2022"]  # nobody was sent before
    opened = re.findall(
        r'href="(/(?:records|inspection|days|rating|rectification)/[^"]*(?:q|township|team)=[^"]+)"', page
    )
    assert opened
    assert all(officer.get(html.unescape(url)).status_code == 200 for url in set(opened))
    assert f"/days/year/?year=2022&amp;team={cast.team.pk}" in opened
    for who in ("secretary", "liaison", "first_secretary", "member"):
        assert cast.team.name in log_in(who).get(one).content.decode(), who
    text = word(officer.get(f"{one}word/"))
    assert "2022年驻村工作总账单" in text
    assert "派出单位、后盾单位" in text
    assert officer.get("/yearly/?export=xlsx").status_code == 200

    for who in ("neighbour", "neighbour_county"):
        assert log_in(who).get(one).status_code == 404
        assert cast.team.name not in log_in(who).get("/yearly/").content.decode()


def test_a_statement_is_drafted_from_records_and_kept_nowhere(cast: Cast, log_in: LogIn) -> None:
    """R-LOG-06."""
    lived(cast)
    make.posting(cast.team, make.cadre("石新来", unit=cast.archive))

    found = drafting.draft_of(
        cast.first_secretary, Span(date(2022, 4, 1), date(2022, 10, 1)), cast.actor("first_secretary")
    )

    assert found.records == 2
    assert "1. 6月11日，给石老满家接通自来水。" in found.text
    assert "三、任务和整改\n任务单验收了 1 件：修通石坪组到村部的路。" in found.text
    assert "四、还差什么" in found.text  # numbered as far as there is something to say
    assert found.span.last_day == TODAY
    page = log_in("first_secretary").get("/yearly/draft/?period=before").content.decode()
    assert "修好三组的桥栏" in page
    assert "接通自来水" not in log_in("member").get("/yearly/draft/?period=before").content.decode()
    assert log_in("liaison").get("/yearly/draft/").status_code == 404
