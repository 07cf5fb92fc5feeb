"""M13: one slip, one answer, and no way from the one to the other (R-ASS-12)."""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.cast import TODAY, Cast
from tests.standing import it_is
from zhucun.acts.refused import Refused
from zhucun.config.logs import WithoutSlips
from zhucun.oversight.rating import acts as ratings
from zhucun.oversight.rating import reading, slips
from zhucun.oversight.rating.models import RatingSession, RatingTally, SurveySlip

LogIn = Callable[[str], Client]
GOOD = {"known": "high", "there": "high", "visited": "high", "helped": "high", "content": "high"}
BAD = {"known": "low", "there": "middle", "content": "low"}
CODES = slips.new_codes(6)


@pytest.fixture(autouse=True)
def no_guesses() -> Iterator[None]:
    slips.guesses.__init__()
    yield
    slips.guesses.__init__()


@pytest.fixture
def survey(cast: Cast) -> RatingSession:
    by = cast.actor("officer")
    told = {"cycle": "2022Q2", "kind": "survey", "held_on": TODAY, "until_on": TODAY + timedelta(days=10)}
    return ratings.issue_slips(ratings.open_session(cast.team, **told, by=by), code=CODES, by=by)


def say(code: str, answers: dict[str, str]) -> str:
    answer = Client().post(f"/say/{code}/", answers)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def over(cast: Cast, row: RatingSession) -> RatingSession:
    RatingSession.objects.filter(pk=row.pk).update(until_on=TODAY)
    return ratings.close(RatingSession.objects.get(pk=row.pk), by=cast.actor("officer"))


def test_a_villager_answers_once_without_account_cookie_or_session(cast: Cast, survey: RatingSession) -> None:
    page = Client().get(f"/say/{CODES[0]}/")
    assert "您来评一评" in page.content.decode()
    assert cast.member.cadre.person.name in page.content.decode()
    assert (page["Referrer-Policy"], page["Cache-Control"], dict(page.cookies)) == ("no-referrer", "no-store", {})

    assert "一句也没选" in say(CODES[0], {"known": "nonsense"})
    assert "收到了" in say(CODES[0], GOOD)
    assert "用过了" in say(CODES[0], BAD)
    assert "用过了" in Client().get(f"/say/{CODES[0]}/").content.decode()
    assert "这张条不对" in say("forged23456789", GOOD)

    assert set(RatingTally.objects.filter(count=1).values_list("topic", "answer")) == set(GOOD.items())
    assert SurveySlip.objects.get(used_on__isnull=False).used_on == TODAY


def test_it_counts_when_it_is_over_and_enough_answered(cast: Cast, survey: RatingSession, log_in: LogIn) -> None:
    for code in CODES[:5]:
        say(code, GOOD)
    officer = log_in("officer")
    page = officer.get(f"/rating/{survey.pk}/").content.decode()
    assert re.search(r"用了 <b>5</b> 张", page)
    assert "100.00" not in page
    assert reading.scores(cast.actor("officer"), "2022Q2") == {}
    with pytest.raises(Refused, match="到期再了结"):
        ratings.close(RatingSession.objects.get(), by=cast.actor("officer"))

    over(cast, survey)

    assert reading.scores(cast.actor("officer"), "2022Q2")["team", cast.team.pk]["households"].hundredths == 10000
    assert "已经结束" in say(CODES[5], GOOD) or "这张条不对" in say(CODES[5], GOOD)


def test_of_too_few_nothing_is_kept(cast: Cast, survey: RatingSession) -> None:
    for code in CODES[:4]:
        say(code, BAD)

    row = over(cast, survey)

    assert row.is_void
    assert not RatingTally.objects.filter(count__gt=0).exists()
    assert reading.scores(cast.actor("officer"), "2022Q2") == {}


def test_slips_are_printed_once_and_the_lost_ones_are_void(cast: Cast, survey: RatingSession, log_in: LogIn) -> None:
    officer = log_in("officer")
    page = officer.post(f"/rating/{survey.pk}/slips/", {"count": 3})
    codes = re.findall(r"/say/([a-z0-9]+)/", page.content.decode())
    assert (len(codes), page["Cache-Control"]) == (3, "no-store")
    assert page.content.decode().count("<svg") > 3
    assert "收到了" in say(codes[0], GOOD)

    officer.post(f"/rating/{survey.pk}/slips/void/")

    assert "这张条不对" in say(codes[1], GOOD)
    assert SurveySlip.objects.count() == 1
    it_is(survey.until_on + timedelta(days=1))
    over = log_in("officer").get(f"/rating/{survey.pk}/").content.decode()
    assert "出条并打印" not in over  # after its last day none is issued
    assert "了结" in over


def test_who_tries_codes_is_stopped_and_not_kept(survey: RatingSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slips.time, "monotonic", lambda: 600.0)  # all within one minute
    for n in range(slips.WRONG_A_MINUTE):
        say(f"wrong{n}", GOOD)

    assert "过一分钟" in say("wrong", GOOD)
    assert "127.0.0.1" not in str(vars(slips.guesses))


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """Every table as a copy of the database has it, rows in the order in which they lie."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = cursor.fetchall()
    return found


def world(votes: Sequence[tuple[str, dict[str, str]]]) -> dict[str, list[tuple[Any, ...]]]:
    """What a copy shows after these votes; then it is as if there had been none."""
    with transaction.atomic():
        for code, answers in votes:
            assert "收到了" in say(code, answers)
        shown = dump()
        transaction.set_rollback(True)
    return shown


def test_no_copy_of_the_database_tells_whose_vote_was_which(
    survey: RatingSession, caplog: pytest.LogCaptureFixture
) -> None:
    """Whichever slip gave whichever answer, in whichever order: the copies are equal to the last byte. What the
    database's own journal (WAL) and deleted pages hold is outside of it; see docs/operations.md."""
    caplog.set_level(logging.DEBUG)
    one, two, before = CODES[0], CODES[1], dump()

    as_cast = world([(one, GOOD), (two, BAD)])
    answers_swapped = world([(one, BAD), (two, GOOD)])

    assert as_cast == answers_swapped
    changed = {table for table, rows in as_cast.items() if rows != before[table]}
    assert changed == {"oversight_ratingtally", "oversight_surveyslip"}
    tallies = "oversight_ratingtally"
    assert sorted(row[0] for row in as_cast[tallies]) == sorted(row[0] for row in before[tallies])  # none is new
    assert not any(code in str(as_cast) or code in caplog.text for code in CODES)


def test_no_log_line_holds_a_slip(survey: RatingSession, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(WithoutSlips())
    for answer in (Client().put(f"/say/{CODES[0]}/"), Client().get(f"/say/{CODES[0]}")):
        assert answer.status_code in (405, 301)
    logging.getLogger("django.request").error("%s: %s", "Internal Server Error", f"/say/{CODES[0]}/")

    assert CODES[0] not in caplog.text
    assert "/say/…/" in caplog.text
