"""Numbers of a draft that are tied to figures: put in by slots, asked whenever it is read, never typed over."""

import re
from datetime import date, timedelta
from fractions import Fraction
from html import unescape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.cast import TODAY, Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.reports.checking.asking import looked_through_by
from zhucun.reports.checking.findings import Finding, Verdict
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.drafts import freezing, looking, slots, tied
from zhucun.reports.drafts.choosing import choices
from zhucun.reports.drafts.models import Draft, DraftNumber

THE_DAY_BEFORE = TODAY - timedelta(days=1)
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
    make.team(cast.liuxi, since=TODAY)
    draft, actor = begin(cast), cast.actor("officer")
    assert tied.told(draft, actor).text == "全县共选派3支驻村工作队、3人。"

    draft = drafting.revise(draft, title="稿", text=draft.text, as_of=THE_DAY_BEFORE, by=actor)

    assert tied.told(draft, actor).text == "全县共选派2支驻村工作队、3人。"


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
        ("{dispatch.members scope=990127}", "不归你看"),
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


def test_a_frozen_number_keeps_its_words_and_is_let_go_again(cast: Cast) -> None:
    make.team(cast.liuxi, since=TODAY)
    draft, actor = begin(cast, "共{dispatch.teams}支工作队。"), cast.actor("officer")
    number = draft.numbers.get()

    number = freezing.freeze(number, on=TODAY, reason="报给市里的数", by=actor)
    draft = drafting.set_day(draft, as_of=THE_DAY_BEFORE, by=actor)
    assert tied.told(draft, actor).text == "共3支工作队。"

    freezing.thaw(number, by=actor)
    assert tied.told(draft, actor).text == "共2支工作队。"


@pytest.mark.parametrize(
    ("on", "reason", "sentence"),
    [
        (TODAY, " ", "为什么定住"),
        (TODAY + timedelta(days=1), "报了", "还没有到"),
    ],
)
def test_what_cannot_be_frozen_is_said(cast: Cast, on: date, reason: str, sentence: str) -> None:
    number = begin(cast, "共{dispatch.members}名队员。").numbers.get()

    with pytest.raises(Refused, match=sentence):
        freezing.freeze(number, on=on, reason=reason, by=cast.actor("officer"))


def test_a_number_that_is_not_frozen_cannot_be_let_go(cast: Cast) -> None:
    number = begin(cast, "共{dispatch.members}名队员。").numbers.get()

    with pytest.raises(Refused, match="没有定住"):
        freezing.thaw(number, by=cast.actor("officer"))


def test_a_correction_does_not_reach_into_a_number_of_the_ledgers(cast: Cast) -> None:
    draft, actor = begin(cast), cast.actor("officer")

    with pytest.raises(Refused, match="不能手改"):
        drafting.correct(draft, start=0, was=draft.text, words="没有", by=actor)


def test_a_written_number_is_tied_by_one_press(cast: Cast, log_in: Any) -> None:
    draft, client = begin(cast, "全县共选派2支驻村工作队。"), log_in("officer")
    page = client.get(f"/drafts/{draft.pk}/").content.decode()
    pressed = unescape(re.search(r'hx-get="([^"]*figure=dispatch.teams[^"]*)"', page)[1])  # type: ignore[index]
    panel = client.get(pressed).content.decode()
    assert "连上台账" in panel
    told = dict(re.findall(r'name="(start|was|words)" value="([^"]*)"', panel))

    client.post(f"/drafts/{draft.pk}/correct/", told)

    draft.refresh_from_db()
    assert draft.text == "全县共选派⟦1⟧支驻村工作队。"


def test_the_panel_says_where_a_number_is_from(cast: Cast, log_in: Any) -> None:
    draft, client = begin(cast), log_in("officer")

    panel = client.get(f"/drafts/{draft.pk}/source/", {"mark": "2"}).content.decode()

    assert "“3人”从哪来" in panel
    assert "定住这个数" in panel
    assert client.get(f"/drafts/{draft.pk}/source/", {"mark": "9"}).status_code == 404
    assert (
        client.get(f"/drafts/{draft.pk}/source/", {"figure": "dispatch.members", "scope": "990127"}).status_code == 404
    )


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("未满40", "{dispatch.members_under_40}"),
        ("东岭镇 驻村队员", "{dispatch.members scope=990126101}"),
        ("40岁以下 占比", "{dispatch.members_under_40_share unit=yes}"),
        ("交办函", "from=2022-01-01"),
    ],
)
def test_a_number_is_found_by_words(cast: Cast, words: str, slot: str) -> None:
    found = choices(cast.actor("officer"), words, TODAY)

    assert any(slot in one.slot for one in found), [one.slot for one in found]


def test_who_sees_no_figures_finds_none_and_puts_none_in(cast: Cast) -> None:
    audit = cast.actor("audit_admin")

    assert choices(audit, "队员", TODAY) == []
    with pytest.raises(Refused, match="看不到数字台账"):
        drafting.begin(cast.accounts["audit_admin"], title="稿", text=TEXT, by=audit)


def test_without_a_script_a_number_is_put_where_the_sign_stands(cast: Cast, log_in: Any) -> None:
    draft, client = begin(cast), log_in("officer")
    typed = {"title": "稿", "text": "共#名队员。", "as_of": TODAY.isoformat()}
    address = f"/drafts/{draft.pk}/revise/"

    assert "{dispatch.members}" in client.post(address, {**typed, "q": "驻村队员", "find": "1"}).content.decode()
    page = client.post(address, {**typed, "insert": "{dispatch.members}"}).content.decode()

    assert "共{dispatch.members}名队员。" in page
    draft.refresh_from_db()
    assert draft.title == "半年情况"


def test_what_was_typed_over_is_put_back_and_said(cast: Cast, log_in: Any) -> None:
    draft, client = begin(cast), log_in("officer")
    text = "全县共选派⟦1:20⟧支驻村工作队、⟦2:3人⟧。"

    page = client.post(
        f"/drafts/{draft.pk}/revise/", {"title": "稿", "text": text, "as_of": TODAY.isoformat()}, follow=True
    ).content.decode()

    assert "写的 “20”，已经放回台账的数" in page
    draft.refresh_from_db()
    assert draft.text == "全县共选派⟦1⟧支驻村工作队、⟦2⟧。"


@pytest.mark.parametrize("who", ["office_leader", "secretary", "neighbour", "neighbour_county", "member"])
def test_nobody_reaches_the_numbers_of_another_s_draft(cast: Cast, log_in: Any, who: str) -> None:
    draft, client = begin(cast), log_in(who)
    number = draft.numbers.first()

    assert number is not None
    assert client.post(f"/drafts/numbers/{number.pk}/thaw/", {}).status_code == 404
    assert client.get(f"/drafts/{draft.pk}/source/", {"mark": "1"}).status_code == 404
    with pytest.raises(OutOfReach):
        freezing.freeze(number, on=TODAY, reason="报了", by=cast.actor(who))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("一1⟦⟧:{}.a \n", max_size=40), st.dictionaries(st.integers(1, 9), st.sampled_from(["3", "12人"])))
def test_a_kept_text_holds_only_whole_marks_that_are_known(text: str, known: dict[int, str]) -> None:
    kept = slots.kept(text, known)

    assert set(slots.marks_in(kept)) <= set(known)
    assert not slots.STRAY.search(slots.HELD.sub("", kept))
    read, spans = slots.read(kept, known)
    assert all(read[span.start : span.end] == known[span.mark] for span in spans)
    assert slots.kept(slots.edited(kept, known), known) == kept


def test_the_whole_is_offered_before_its_parts_and_of_spans_those_with_something_in_them(cast: Cast) -> None:
    found = choices(cast.actor("officer"), "队员", TODAY)

    assert found[0].figure.id == "dispatch.members"
    for figure in {one.figure.id for one in found if one.span}:
        said = [one.shown for one in found if one.figure.id == figure]
        assert said == ["0"] or "0" not in said


@pytest.mark.parametrize(("value", "shown"), [(420000, "42"), (4616200, "461.62"), (416000, "41.60")])
def test_a_round_amount_in_tens_of_thousands_has_no_noughts_behind_it(value: int, shown: str) -> None:
    manner = slots.Slot("incentives.funds_arrived", scale=10_000, decimals=2)

    assert tied._rounded(Fraction(value, manner.scale), manner) == shown


def test_two_equal_numbers_of_the_ledgers_are_no_coincidence(cast: Cast) -> None:
    """166支 and 166名第一书记 were not copied one from the other; what was typed beside them may have been."""
    actor = cast.actor("officer")
    tied_both = begin(cast, "工作队{dispatch.teams}支，在册队员{dispatch.members}人。")
    read = tied.told(tied_both, actor)
    teams, members = looked_through_by(actor, read.text, TODAY).reading.claims
    alike = Finding(Verdict.COINCIDENCE, "coincidences", (teams, members), "数却一样。", "都是 2")

    assert looking._is_settled(alike, {teams: 1, members: 2})
    assert not looking._is_settled(alike, {teams: 1})
