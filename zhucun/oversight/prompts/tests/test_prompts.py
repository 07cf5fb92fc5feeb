"""重点工作提示: whom it reached and how far it is are computed (R-LOG-07, R-BUR-04, R-BUR-05)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import COUNTY, DONGLING, TODAY, Cast
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import NotPermitted, Refused
from zhucun.oversight.prompts import acts as prompts
from zhucun.oversight.prompts.models import PromptItem, PromptRecipient, WorkPrompt
from zhucun.oversight.prompts.opening import has_been_opened
from zhucun.oversight.prompts.reading import current, of_team, progress_of, recipients_of
from zhucun.policy.burden.wordings import read_county
from zhucun.records.notes import acts as records

LogIn = Callable[[str], Client]
DUE = date(2022, 7, 31)


def item(text: str = "走一遍低洼处的户", **more: Any) -> dict[str, Any]:
    return {"text": text, "due_on": DUE, "measure": "visits", "at_least": 1, **more}


def drafted(cast: Cast, *items: dict[str, Any], **told: Any) -> WorkPrompt:
    told = {"month": "2022-07", "title": "7月重点工作提示", **told}
    return prompts.draft(cast.county, items=items or [item()], **told, by=cast.actor("officer"))


def issued(cast: Cast, *items: dict[str, Any], **told: Any) -> WorkPrompt:
    return prompts.issue(drafted(cast, *items, **told), by=cast.actor("officer"))


def names(prompt: WorkPrompt) -> list[str]:
    return [one.team.name for one in prompt.recipients.order_by("place_code")]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"title": " "}, "标题"),
        ({"items": [item(text=" ")]}, "至少写一件"),
        ({"items": [item()] * 9}, "最多 8 件"),
        ({"items": [item(due_on=date(2022, 6, 30))]}, "以前"),
        ({"items": [item(measure="likes")]}, "台账没有了"),
        ({"audience": "tag"}, "哪一类村"),
        ({"audience": "townships"}, "哪些乡镇"),
        ({"month": "2022-7月"}, "月份"),
    ],
)
def test_a_prompt_that_says_nothing_is_refused(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    told = {"month": "2022-07", "title": "提示", "items": [item()], **told}

    with pytest.raises(Refused, match=sentence):
        prompts.draft(cast.county, **told, by=cast.actor("officer"))


def test_it_goes_to_all_to_one_kind_of_village_or_to_some_townships(cast: Cast) -> None:
    assert len(names(issued(cast))) == 2
    assert names(issued(cast, audience="tag", tag="key_assistance")) == [cast.team.name]
    assert names(issued(cast, audience="townships", townships=[DONGLING])) == [cast.team.name]
    with pytest.raises(Refused, match="一支队也没有"):
        issued(cast, audience="tag", tag="tourism_resources")


def test_a_draft_is_read_by_nobody_and_what_went_out_is_not_changed(cast: Cast) -> None:
    prompt = drafted(cast)
    assert WorkPrompt.objects.visible_to(cast.actor("secretary")).count() == 0
    changed = prompts.change(prompt, title="七月提示", items=[item(), item("查一遍灶台")], by=cast.actor("officer"))
    assert changed.items.count() == 2
    sent = prompts.issue(changed, by=cast.actor("officer"))
    with pytest.raises(Refused, match="发了"):
        prompts.change(sent, title="再改", items=[item()], by=cast.actor("officer"))
    assert prompts.withdraw(sent, by=cast.actor("officer")).state == "withdrawn"
    assert current(cast.actor("secretary")) is None


def test_a_team_is_reached_when_somebody_opened_it_and_nobody_is_named(cast: Cast) -> None:
    """R-BUR-04: of the team, never of a person."""
    prompt = issued(cast)
    has_been_opened(prompt, cast.actor("member"))
    has_been_opened(prompt, cast.actor("first_secretary"))
    has_been_opened(prompt, cast.actor("secretary"))  # a township that looks is no team

    reached = PromptRecipient.objects.get(reached_on__isnull=False)

    assert (reached.team, reached.reached_by, reached.told_by) == (cast.team, "opened", "")
    (line,) = AuditLog.objects.filter(verb="prompt.opened")
    assert (line.actor_name, line.account_id) == ("系统", None)


def test_a_prompt_asks_for_no_traces_of_work(cast: Cast) -> None:
    """R-BUR-01, R-BUR-02: told while writing; what stands from before is found by the reader of wordings."""
    for told in ({"title": "每天打卡"}, {"opening": "请大家每天打卡。"}, {"items": [item("每天拍照打卡")]}):
        with pytest.raises(Refused, match="打卡"):
            prompts.draft(
                cast.county,
                month="2022-07",
                **{"title": "七月提示", "items": [item()], **told},
                by=cast.actor("officer"),
            )
    prompt = drafted(cast)
    PromptItem.objects.filter(prompt=prompt).update(text="每天拍照打卡")

    assert ("重点工作提示", "打卡") in {(found.source, found.fault.words) for found in read_county(COUNTY, TODAY)}


def test_nobody_has_to_open_a_page_the_township_tells_on_paper(cast: Cast) -> None:
    prompt = issued(cast)
    (own,) = recipients_of(prompt, cast.actor("clerk"))

    told = prompts.tell(own, by=cast.actor("clerk"))

    assert (told.reached_by, told.told_by, told.reached_on) == ("told", "周小禾", TODAY)
    assert prompts.untell(told, by=cast.actor("clerk")).reached_on is None
    with pytest.raises(NotPermitted):
        prompts.tell(own, by=cast.actor("member"))


def test_how_far_it_is_comes_from_the_ledgers(cast: Cast) -> None:
    """R-BUR-05: nobody reports that something was done."""
    prompt = issued(cast, item(at_least=2), item("看看灶台", measure=""))
    by = cast.actor("member")
    for day in (TODAY, date(2022, 7, 4), date(2022, 6, 30)):
        records.write(cast.team, kind="visit", text="到石老满家", happened_on=day, by=by)

    visits, stoves = progress_of(prompt, [cast.team.pk, cast.xihe_team.pk], TODAY)

    assert (visits.done, visits.of, visits.count_of(cast.team.pk)) == (1, 2, 2)
    assert (stoves.measure, stoves.done) == (None, 0)
    assert not visits.is_late
    own = of_team(cast.team.pk, cast.actor("member"))
    assert own is not None
    assert [(one["count"], one["is_done"]) for one in own["items"]] == [(2, True), (0, False)]


def test_the_pages(cast: Cast, log_in: LogIn, django_assert_max_num_queries: Any) -> None:
    officer, township, member = log_in("officer"), log_in("clerk"), log_in("member")
    said = {"month": "2022-07", "title": "7月重点工作提示", "audience": "all", "item0-text": "走一遍低洼处的户"}
    wrong = officer.post("/prompts/new/", said).content.decode()
    assert "填期限。" in wrong
    written = officer.post("/prompts/new/", {**said, "item0-due_on": "2022-07-31", "item0-measure": "visits"})
    prompt = WorkPrompt.objects.get()
    assert written.url == f"/prompts/{prompt.pk}/"
    assert township.get(written.url).status_code == 404
    assert officer.post(f"/prompts/{prompt.pk}/issue/").status_code == 302

    with django_assert_max_num_queries(16):
        assert "走一遍低洼处的户" in officer.get(written.url).content.decode()
    assert "0</a> / 2 支" in officer.get("/rhythm/").content.decode()
    page = township.get(written.url).content.decode()
    assert cast.team.name in page
    assert cast.xihe_team.name not in page
    assert "记了 0 次" in member.get(written.url).content.decode()
    assert PromptRecipient.objects.get(team=cast.team).reached_by == "opened"
    ticked = {"team": [cast.xihe_team.pk]}
    assert township.post(f"/prompts/{prompt.pk}/tell/", ticked).status_code == 409
    assert officer.post(f"/prompts/{prompt.pk}/tell/", ticked).status_code == 302
    assert "都有了" not in officer.get(f"/prompts/{prompt.pk}/items/1/").content.decode()
    assert "走一遍低洼处的户" in officer.get(f"/prompts/new/?like={prompt.pk}").content.decode()
    assert log_in("neighbour_county").get(written.url).status_code == 404


def test_one_copied_is_for_the_next_month_without_one_and_its_days_go_with_the_month(cast: Cast, log_in: LogIn) -> None:
    prompt, officer = issued(cast, item(), item("看看灶台", due_on=date(2022, 8, 5), measure="")), log_in("officer")
    like = f"/prompts/new/?like={prompt.pk}"

    copied = officer.get(like).content.decode()
    for offered in ("2022-08", "8月重点工作提示", "2022-08-31", "2022-09-05"):
        assert f'value="{offered}"' in copied

    said = {"month": "2022-09", "title": "8月重点工作提示", "audience": "all"}
    lines = {"item0-text": "走一遍低洼处的户", "item0-due_on": "2022-08-31", "item1-text": "看看灶台"}
    answer = officer.post(like, {**said, **lines, "item1-due_on": "2022-09-20"})

    later = WorkPrompt.objects.get(month="2022-09")
    assert (answer.url, later.title) == (f"/prompts/{later.pk}/", "9月重点工作提示")
    assert list(later.items.order_by("position").values_list("due_on", flat=True)) == [
        date(2022, 9, 30),  # went with the month
        date(2022, 9, 20),  # was said
    ]


def test_a_second_one_for_the_same_month_and_teams_is_refused(cast: Cast) -> None:
    first = drafted(cast)
    of_a_township = drafted(cast, audience="townships", townships=[DONGLING])

    with pytest.raises(Refused, match="已经有一份：“7月重点工作提示”，起草中"):
        drafted(cast)
    with pytest.raises(Refused, match="已经有一份"):
        prompts.change(of_a_township, title="七月提示", items=[item()], by=cast.actor("officer"))
    prompts.withdraw(first, by=cast.actor("officer"))
    assert drafted(cast).state == "draft"


def test_the_api_says_how_far_it_is(cast: Cast, log_in: LogIn) -> None:
    prompt = issued(cast)
    drafted(cast, title="还在写", audience="townships", townships=[DONGLING])

    assert [row["title"] for row in log_in("officer").get("/api/v1/prompts/").json()["rows"]] == ["7月重点工作提示"]
    whole = log_in("clerk").get(f"/api/v1/prompts/{prompt.pk}/").json()
    assert (whole["reached"], whole["sent_to"], whole["items"][0]["of"]) == (0, 1, 1)
    assert log_in("neighbour_county").get(f"/api/v1/prompts/{prompt.pk}/").status_code == 404


def test_the_phone_s_first_page_shows_it_in_full(cast: Cast, log_in: LogIn) -> None:
    issued(cast, item(at_least=2), opening="汛期把人看住。")

    page = log_in("member").get("/today/").content.decode()

    assert "走一遍低洼处的户" in page
    assert "走访至少 2 次，已记 0 次" in page
    assert PromptRecipient.objects.get(team=cast.team).reached_by == "opened"
