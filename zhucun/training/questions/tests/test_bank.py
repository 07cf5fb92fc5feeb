"""题库: doubtful keys wait for a person, what stood in a paper is never rewritten, the same question comes in once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused, SomeRefused
from zhucun.training.questions import acts as questions
from zhucun.training.questions.models import Question, QuestionVersion
from zhucun.training.questions.rules import QuestionState

LogIn = Callable[[str], Client]
DAYS = {
    "kind": "single",
    "stem": "队员每月在村不少于（ ）天。",
    "options": ["15", "20", "22", "25"],
    "key": [1],
    "topic": "驻村管理",
}


def added(cast: Cast, who: str = "officer", **told: Any) -> Question:
    place = cast.county if who == "officer" else cast.dongling
    return questions.add(place, **{**DAYS, **told}, by=cast.actor(who))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"stem": " "}, "题干没有写"),
        ({"options": ["15"]}, "至少写两个选项"),
        ({"options": ["15", "15 "], "key": [1]}, "写得一样"),
        ({"key": [7]}, "选项里没有"),
        ({"key": [0, 1]}, "只能有一个答案"),
        ({"key": []}, "答案没有写"),
        ({"kind": "multiple"}, "至少有两个答案"),
        ({"kind": "fill_in", "key": [["20"]]}, "没有选项"),
        ({"kind": "fill_in", "options": [], "key": [["20"], [" "]]}, "答案没有写"),
        ({"topic": ""}, "哪个专题"),
    ],
)
def test_what_is_no_whole_question_is_refused_in_words(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        added(cast, **told)


def test_a_doubtful_key_waits_until_somebody_says_what_is_right(cast: Cast) -> None:
    officer = cast.actor("officer")
    doubtful = added(cast, key=[], doubts=["原件里没有答案"])
    assert doubtful.state == QuestionState.DOUBTFUL
    assert not QuestionVersion.objects.drawable_by(officer)
    with pytest.raises(Refused, match="答案没有写"):
        questions.settle(doubtful, by=officer)

    questions.revise(doubtful, **DAYS, by=officer)

    assert QuestionVersion.objects.drawable_by(officer).get().text.letters == "B"


def test_what_stood_in_a_paper_gets_a_next_version(cast: Cast) -> None:
    officer = cast.actor("officer")
    question = questions.revise(added(cast), **{**DAYS, "stem": "每名队员每月在村不少于（ ）天。"}, by=officer)
    assert question.versions.get().number == 1
    questions.mark_used(question.versions.all(), by=officer)

    question = questions.revise(question, **{**DAYS, "key": [2]}, by=officer)

    with pytest.raises(Refused, match="没有改动"):
        questions.revise(question, **{**DAYS, "key": [2]}, by=officer)
    kept = list(question.versions.order_by("number").values_list("number", "is_current", "key"))
    assert kept == [(1, False, [1]), (2, True, [2])]


def test_the_same_question_comes_in_once_whatever_the_marks_and_the_order(cast: Cast) -> None:
    added(cast)
    again = {**DAYS, "stem": "队员每月在村不少于______天", "options": ["25", "22", "20", "15"], "key": [2], "tags": ""}
    given = {**again, "explanation": "", "difficulty": "easy", "document": None, "clause": "", "source": ""}

    with pytest.raises(SomeRefused, match="已经有"):
        questions.add.many([Told(cast.county, {**given, "doubts": ()})], by=cast.actor("officer"))
    questions.retire(Question.objects.get(), reason="改了规定", by=cast.actor("officer"))
    added(cast, **again)
    with pytest.raises(Refused, match="已经有"):
        questions.restore(Question.objects.get(state="retired"), by=cast.actor("officer"))


def test_a_township_draws_from_the_county_and_changes_only_its_own(cast: Cast) -> None:
    of_county, own = added(cast), added(cast, "secretary", stem="本镇有几个村？", options=["12", "19"])
    secretary, neighbour = cast.actor("secretary"), cast.actor("neighbour")

    assert set(Question.objects.readable_by(secretary)) == {of_county, own}
    assert list(Question.objects.readable_by(neighbour)) == [of_county]
    with pytest.raises(OutOfReach):
        questions.retire(of_county, reason="不用", by=secretary)
    assert not Question.objects.readable_by(cast.actor("first_secretary"))


def test_the_bank_is_read_by_programs_as_by_people(cast: Cast, log_in: LogIn) -> None:
    of_county, _ = added(cast), added(cast, "secretary", stem="本镇有几个村？", options=["12", "19"])

    answer = log_in("neighbour").get("/api/v1/questions/?kind=single&state=ready&topic=驻村管理").json()

    assert [(one["question_id"], one["key"]) for one in answer["rows"]] == [(of_county.pk, [1])]
    assert log_in("first_secretary").get("/api/v1/questions/").status_code in (403, 404)
