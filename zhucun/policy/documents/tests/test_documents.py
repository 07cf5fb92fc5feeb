"""制度文件: sentence by sentence, version by version, linked to the values they set, read by whom the county asks."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask
from zhucun.policy.documents import acts as documents
from zhucun.policy.documents import rules
from zhucun.policy.documents.models import DocumentReceipt, RuleDocument, RuleSentence

LogIn = Callable[[str], Client]
BODY = "第一章 总则\n第一条 为了管好驻村工作，制定本办法。\n第二条 驻村干部每月在村不少于 20 天。\n\n附则"
TOLD = {
    "title": "驻村工作队管理办法",
    "issuer": "青岭县委组织部",
    "number": "青组发〔2021〕5号",
    "issued_on": date(2021, 6, 1),
    "since": date(2021, 7, 1),
    "text": BODY,
}


def published(cast: Cast, who: str = "officer", **told: Any) -> RuleDocument:
    return documents.publish(cast.county, by=cast.actor(who), **{**TOLD, **told})


def test_a_body_falls_into_sentences_by_what_lines_begin_with() -> None:
    found = [(one.mark, one.is_heading) for one in rules.sentences(BODY)]

    assert found == [("第一章", True), ("第一条", False), ("第二条", False), ("", False)]


def test_a_sentence_and_the_value_it_sets_lead_to_each_other(cast: Cast, log_in: LogIn) -> None:
    row = published(cast)
    sentence = RuleSentence.objects.get(mark="第二条")
    officer = log_in("officer")
    officer.post(f"/documents/sentences/{sentence.pk}/", {"key_0": "attendance.min_days_per_month"})

    assert "现行 20 天" in officer.get(f"/documents/{row.pk}/").content.decode()
    assert "出自 <a" in officer.get("/policy/").content.decode()
    with pytest.raises(Refused, match="没有这一项"):
        documents.link(RuleSentence.objects.get(mark="第二条"), keys=["a.b"], by=cast.actor("officer"))


def test_a_new_version_keeps_what_was_not_changed_and_both_stay_readable(cast: Cast, log_in: LogIn) -> None:
    row = published(cast)
    documents.link(
        RuleSentence.objects.get(mark="第二条"), keys=["attendance.min_days_per_month"], by=cast.actor("officer")
    )
    told = {"number": "青组发〔2022〕1号", "issued_on": date(2022, 1, 5), "since": date(2022, 2, 1)}
    documents.revise(
        row, **told, text=BODY.replace("附则", "第三条 本办法自印发之日起施行。"), by=cast.actor("officer")
    )

    old, new = row.versions.order_by("since")
    assert new.sentences.get(mark="第二条").keys == ["attendance.min_days_per_month"]
    page = log_in("clerk").get(f"/documents/{row.pk}/?version={old.pk}").content.decode()
    assert "老版" in page
    assert "第三条" not in page
    with pytest.raises(Refused, match="以后施行"):
        documents.revise(row, **{**told, "since": date(2022, 2, 1)}, text=BODY, by=cast.actor("officer"))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"text": "第一条 队员每天打卡。"}, "要人打卡"),
        ({"text": "  \n"}, "正文没有内容"),
        ({"issued_on": TODAY.replace(month=12)}, "还没印发"),
        ({"since": date(2021, 5, 1)}, "不早于印发"),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        published(cast, **told)


def test_members_and_units_sign_by_a_press_or_on_paper(cast: Cast, log_in: LogIn) -> None:
    row = published(cast, asked_of="both")
    member = cast.actor("member")
    assert [line.sentence for line in lines_for(member) if "签收" in line.sentence] == [f"《{row.title}》要签收"]

    own = DocumentReceipt.objects.get(cadre=cast.member.cadre)
    log_in("member").post(f"/documents/receipts/{own.pk}/")
    others = DocumentReceipt.objects.unread().filter(cadre__isnull=False, place_code__startswith=cast.dongling.code)
    ticked = {"receipt": [one.pk for one in others], "read_on": f"{TODAY:%Y-%m-%d}"}
    log_in("clerk").post(f"/documents/versions/{own.edition_id}/paper/", ticked)

    read = dict(DocumentReceipt.objects.filter(read_on=TODAY).values_list("cadre__person__name", "is_on_paper"))
    assert read == {"盘小妹": False, "黎明远": True}
    assert DocumentReceipt.objects.unread().filter(unit__isnull=False).count() == 2


def test_nobody_signs_for_another_and_the_neighbour_enters_nothing(cast: Cast, log_in: LogIn) -> None:
    published(cast, asked_of="both")
    other = DocumentReceipt.objects.get(cadre=cast.first_secretary.cadre)

    assert log_in("member").post(f"/documents/receipts/{other.pk}/").status_code == 404
    with pytest.raises(OutOfReach):
        documents.enter_receipt(other, read_on=TODAY, by=cast.actor("neighbour"))
    with pytest.raises(NotPermitted):
        published(cast, who="secretary", title="乡镇自己的")


def test_a_newcomer_is_asked_once(cast: Cast) -> None:
    from tests import make

    row = published(cast, asked_of="members")
    make.posting(cast.team, cast.spare)
    for _ in range(2):
        documents.ask_newcomers(row.versions.get(), by=cast.actor("officer"))

    assert DocumentReceipt.objects.filter(cadre=cast.spare).count() == 1


def test_what_is_repealed_counts_no_more_and_may_be_taken_back(cast: Cast) -> None:
    row = published(cast)
    question = Question(cast.actor("officer"), cast.county.code, TODAY)
    assert ask("policy.rule_documents", question).value == 1

    row = documents.repeal(row, on=TODAY, basis="青组发〔2022〕9号", by=cast.actor("officer"))
    assert ask("policy.rule_documents", question).value == 0

    documents.restore(row, by=cast.actor("officer"))
    assert list(ask("policy.rule_documents", question).records) == [RuleDocument.objects.get()]


def test_the_pages_need_few_queries_and_the_neighbour_county_has_none_of_them(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = published(cast, asked_of="both")
    client = log_in("officer")
    for address in ("/documents/", f"/documents/{row.pk}/", f"/documents/{row.pk}/receipts/"):
        with django_assert_max_num_queries(14):
            assert client.get(address).status_code == 200

    away = log_in("neighbour_county")
    assert row.title not in away.get("/documents/").content.decode()
    assert away.get(f"/documents/{row.pk}/").status_code == 404
