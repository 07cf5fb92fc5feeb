"""Numbers of a draft that are tied to figures: put in by slots, asked whenever it is read, never typed over."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import TODAY, Cast
from zhucun.acts.refused import Refused
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.drafts import tied
from zhucun.reports.drafts.models import Draft, DraftNumber

TEXT = "全县共选派{dispatch.teams}支驻村工作队、{dispatch.members unit=yes}。"


def begin(cast: Cast, text: str = TEXT, **told: Any) -> Draft:
    return drafting.begin(cast.accounts["officer"], title="半年情况", text=text, **told, by=cast.actor("officer"))


def test_a_slot_becomes_a_number_that_is_asked_when_the_draft_is_read(cast: Cast) -> None:
    draft = begin(cast, kind="monthly")

    assert draft.text == "全县共选派⟦1⟧支驻村工作队、⟦2⟧。"
    assert draft.kind == "monthly"
    assert [number.figure_id for number in draft.numbers.order_by("mark")] == ["dispatch.teams", "dispatch.members"]
    assert tied.told(draft, cast.actor("officer")).text == "全县共选派2支驻村工作队、3人。"


def test_another_day_of_the_draft_asks_its_numbers_anew(cast: Cast) -> None:
    draft, actor = begin(cast), cast.actor("officer")

    draft = drafting.revise(draft, title="稿", text=draft.text, as_of=TODAY - timedelta(days=3000), by=actor)

    assert tied.told(draft, actor).text == "全县共选派0支驻村工作队、0人。"


def test_a_number_of_the_ledgers_is_not_typed_over(cast: Cast) -> None:
    draft, actor = begin(cast), cast.actor("officer")
    edited = tied.told(draft, actor).edited
    assert edited == "全县共选派⟦1:2⟧支驻村工作队、⟦2:3人⟧。"

    draft = drafting.revise(draft, title="稿", text=edited.replace(":2⟧", ":20⟧"), as_of=TODAY, by=actor)

    assert draft.text == "全县共选派⟦1⟧支驻村工作队、⟦2⟧。"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{dispatch.nothing}", "数字台账里没有“dispatch.nothing”"),
        ("{dispatch.members scope=431127}", "不归您看"),
        ("{dispatch.members as_of=2031-01-01}", "还没有到"),
        ("{dispatch.members as_of=2022-02-30}", "2022-02-30"),
        ("{dispatch.members from=2022-06-01 to=2022-05-01}", "要在开始日期之后"),
        ("{dispatch.members in=千}", "in=万"),
        ("{dispatch.members decimals=9}", "0 到 4"),
        ("{dispatch.members colour=red}", "colour"),
    ],
)
def test_a_slot_that_cannot_be_asked_is_said_in_a_sentence(cast: Cast, text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        begin(cast, f"共{text}人")

    assert not DraftNumber.objects.exists()
