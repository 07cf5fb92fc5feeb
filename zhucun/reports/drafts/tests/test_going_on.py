"""A draft goes on: each change is a version to be had again, what contradicts is said before it goes out."""

from datetime import timedelta
from typing import Any

import pytest

from tests import make
from tests.cast import TODAY, Cast
from zhucun.acts.models import AccessLog
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.reports.checking.documents import text_of
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.drafts import freezing, tied
from zhucun.reports.drafts.differences import read_apart
from zhucun.reports.drafts.models import Dismissal, Draft

WRONG = "全县共选派9支驻村工作队。"
RIGHT = "全县共选派{dispatch.teams}支驻村工作队。"


def begin(cast: Cast, text: str = WRONG) -> Draft:
    return drafting.begin(cast.accounts["officer"], title="半年情况", text=text, by=cast.actor("officer"))


def versions(draft: Draft) -> list[tuple[int, str, str]]:
    return list(draft.versions.order_by("number").values_list("number", "did", "words"))


def test_each_change_is_a_version_as_people_read_it(cast: Cast) -> None:
    make.team(cast.liuxi, since=TODAY)
    draft, actor = begin(cast, RIGHT), cast.actor("officer")

    draft = drafting.set_day(draft, as_of=TODAY - timedelta(days=1), by=actor)
    draft = drafting.take_back(draft, number=1, by=actor)

    assert versions(draft) == [
        (1, "起稿", "全县共选派3支驻村工作队。"),
        (2, "换截止日", "全县共选派2支驻村工作队。"),
        (3, "用回第 1 稿", "全县共选派3支驻村工作队。"),
    ]
    assert draft.as_of == TODAY
    assert tied.told(draft, actor).text == "全县共选派3支驻村工作队。"
    with pytest.raises(Refused, match="没有第 9 稿"):
        drafting.take_back(draft, number=9, by=actor)


def test_the_page_of_versions_says_what_differs_and_takes_one_back(cast: Cast, log_in: Any) -> None:
    draft, client = begin(cast), log_in("officer")
    client.post(f"/drafts/{draft.pk}/correct/", {"start": WRONG.index("9支"), "was": "9支", "words": "2支"})

    page = client.get(f"/drafts/{draft.pk}/versions/").content.decode()
    assert "<del>9</del><ins>2</ins>" in page
    client.post(f"/drafts/{draft.pk}/versions/1/back/", {})

    draft.refresh_from_db()
    assert draft.text == WRONG


def test_a_change_is_undone_within_ten_seconds(cast: Cast, log_in: Any) -> None:
    draft, client = begin(cast), log_in("officer")
    client.post(f"/drafts/{draft.pk}/correct/", {"start": WRONG.index("9支"), "was": "9支", "words": "2支"})

    client.post("/undo/", {"token": client.session["saved"]["token"], "back": "/"})

    draft.refresh_from_db()
    assert draft.text == WRONG


def test_what_is_left_as_it_is_stays_so_where_the_text_before_it_grows(cast: Cast, log_in: Any) -> None:
    draft, client, actor = begin(cast), log_in("officer"), cast.actor("officer")
    address = f"/drafts/{draft.pk}/"
    assert "改成 2支" in client.get(address).content.decode()

    client.post(f"{address}dismiss/", {"says": "“9支”和台账不符：台账是 2支。", "reason": "含市派的"})
    drafting.revise(draft, title="稿", text=f"开头一段。\n{WRONG}", as_of=TODAY, by=actor)
    page = client.get(address).content.decode()

    assert "改成 2支" not in page
    assert "含市派的" in page
    client.post(f"/drafts/dismissals/{Dismissal.objects.get().pk}/heed/", {})
    assert "改成 2支" in client.get(address).content.decode()


def test_a_finding_is_dismissed_once_and_with_a_reason(cast: Cast) -> None:
    draft, actor = begin(cast), cast.actor("officer")

    first = freezing.dismiss(draft, says="不一致", reason="含市派的", by=actor)
    assert freezing.dismiss(draft, says="不一致", reason="再说一遍", by=actor).pk == first.pk
    with pytest.raises(Refused, match="为什么不用改"):
        freezing.dismiss(draft, says="别的", reason="", by=actor)
    with pytest.raises(OutOfReach):
        freezing.heed(first, by=cast.actor("office_leader"))


def test_what_contradicts_is_said_before_it_goes_out_and_lets_through_with_a_reason(cast: Cast, log_in: Any) -> None:
    draft, client = begin(cast, f"{WRONG}{RIGHT}"), log_in("officer")
    address = f"/drafts/{draft.pk}/export/"

    assert "还有 1 处对不上" in client.get(address).content.decode()
    assert "为什么照样导出" in client.post(address, {"reason": ""}).content.decode()
    file = client.post(address, {"reason": "领导等着要"})

    assert text_of(file.content).count("全县共选派9支驻村工作队。全县共选派2支驻村工作队。") == 1
    assert AccessLog.objects.filter(what="导出半年情况（Word）", reason="领导等着要").exists()


def test_what_agrees_goes_out_at_once(cast: Cast, log_in: Any) -> None:
    file = log_in("officer").get(f"/drafts/{begin(cast, RIGHT).pk}/export/")

    assert "全县共选派2支驻村工作队。" in text_of(file.content)


@pytest.mark.parametrize("who", ["office_leader", "neighbour", "neighbour_county"])
def test_nobody_takes_another_s_draft_out(cast: Cast, log_in: Any, who: str) -> None:
    draft, client = begin(cast), log_in(who)

    for part in ("export/", "versions/", "revise/", "source/?mark=1"):
        assert client.get(f"/drafts/{draft.pk}/{part}").status_code == 404


@pytest.mark.parametrize("path", ["", "versions/", "revise/", "source/?mark=1"])
def test_queries_do_not_grow_with_the_numbers_of_a_draft(
    cast: Cast, log_in: Any, django_assert_max_num_queries: Any, path: str
) -> None:
    draft, client = begin(cast, RIGHT * 30), log_in("officer")
    client.get("/drafts/")

    with django_assert_max_num_queries(30):
        client.get(f"/drafts/{draft.pk}/{path}")


def test_a_difference_is_read_in_its_line_with_one_before_and_behind() -> None:
    lines = read_apart("一\n二 42.63%\n三\n四\n五\n六", "一\n二 42.94%\n三\n四\n五\n七")

    assert ["".join(f"{part.kind[0]}{part.words}" for part in line.parts) for line in lines] == [
        "s一",
        "s二 g42.63n42.94s%",
        "s三",
        "s五",
        "g六n七",
    ]
    assert [line.is_apart for line in lines] == [False, False, False, True, False]


def test_a_program_reads_one_s_own_drafts_and_their_numbers(cast: Cast, log_in: Any) -> None:
    draft, client = begin(cast, RIGHT), log_in("officer")
    address = f"/api/v1/texts/{draft.pk}/"

    assert [row["title"] for row in client.get("/api/v1/texts/").json()["rows"]] == ["半年情况"]
    assert client.get(address).json()["text"] == "全县共选派2支驻村工作队。"
    number = client.get(f"{address}numbers/").json()[0]
    assert (number["mark"], number["figure"], number["words"], number["frozen_on"]) == (1, "dispatch.teams", "2", None)
    for who in ("office_leader", "neighbour", "neighbour_county"):
        assert log_in(who).get("/api/v1/texts/").json()["count"] == 0
        assert log_in(who).get(f"{address}numbers/").status_code == 404
