"""The registry of figures: one implementation each, shares made of the figures they divide."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from zhucun.lib import figure
from zhucun.lib.figure import Answer, Figure, Question, ask, ask_many, register

DAY = date(2022, 7, 11)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """An empty registry with three figures, and which of them were answered together."""
    monkeypatch.setattr(figure, "_figures", {})
    monkeypatch.setattr(figure, "_answering", {})
    together: list[list[str]] = []

    def answers(figures: Sequence[Figure], question: Question) -> dict[str, Answer]:
        together.append([one.id for one in figures])
        return {one.id: Answer({"young": 213, "all": 496}.get(one.id, 0), note="一句话") for one in figures}

    register([one("young"), one("all"), one("none")], answers)
    register([one("share", of=("young", "all")), one("empty", of=("young", "none"))], answers)
    register([one("mean", kind="mean", of=("all", "young"))], answers)
    yield together


def one(name: str, *, kind: str = "", of: tuple[str, ...] = ()) -> Figure:
    return Figure(name, name, "人", kind or ("share" if of else "count"), "怎么算。", "派", of=of)


def question(**more: date) -> Question:
    return Question(None, "990126", DAY, **more)


def test_a_share_is_made_of_the_figures_it_divides(asked: list[list[str]]) -> None:
    answer = ask("share", question())

    assert (answer.value, answer.numerator, answer.denominator, answer.note) == (4294, 213, 496, "一句话")
    assert figure.named("share").shown(answer.value) == "42.94"


def test_a_share_of_nothing_is_a_dash(asked: list[list[str]]) -> None:
    answer = ask("empty", question())

    assert answer.value is None
    assert figure.named("empty").shown(answer.value) == "—"


def test_a_mean_has_two_decimals(asked: list[list[str]]) -> None:
    assert figure.named("mean").shown(ask("mean", question()).value) == "2.33"


def test_figures_of_one_topic_are_answered_together_and_each_once(asked: list[list[str]]) -> None:
    found = ask_many(["share", "young", "mean", "all"], question())

    assert list(found) == ["share", "young", "mean", "all"]
    assert asked == [["all", "young"]]


def test_an_id_is_taken_once(asked: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="two figures are called young"):
        register([one("young")], lambda figures, question: {})


def test_nobody_answers_for_a_figure_that_is_not_there(asked: list[list[str]]) -> None:
    with pytest.raises(KeyError):
        ask("old", question())


def test_a_period_not_asked_for_is_the_month_before_and_what_is_gone_of_this_one() -> None:
    period = question().period

    assert (period.since, period.last_day) == (date(2022, 6, 1), DAY)


def test_a_period_asked_for_is_kept() -> None:
    period = question(since=date(2022, 1, 1), until=date(2022, 2, 1)).period

    assert (period.since, period.last_day) == (date(2022, 1, 1), date(2022, 1, 31))
