"""Random ledgers, random phrasings: what is true of the ledgers is never called contradicted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.lib.figure import Answer, Figure, Question, all_figures, named
from zhucun.reports.checking import against
from zhucun.reports.checking.claims import read
from zhucun.reports.checking.findings import Verdict
from zhucun.reports.checking.tests import phrases

DAY = date(2022, 7, 11)
MOST = 20_000
COUNTY, TOWNSHIP = "990126", "990126001"
COUNTED = sorted((one for one in all_figures() if one.kind in ("count", "sum", "money")), key=lambda one: one.id)
PLACES = st.sampled_from([("全县", COUNTY), ("东岭镇", TOWNSHIP)])
LEDGERS = st.integers(0, 2**32)  # each a ledger: every figure has a value of its own in it


def value_in(ledger: int, figure_id: str, question: Question) -> int:
    known = (ledger, figure_id, question.scope, question.as_of, question.since, question.until)
    return Random(str(known)).randrange(MOST)


def answers(ledger: int, ids: Sequence[str], question: Question) -> dict[str, Answer]:
    return {one: _answer(ledger, named(one), question) for one in ids}


def _answer(ledger: int, figure: Figure, question: Question) -> Answer:
    if not figure.in_hundredths:
        return Answer(value_in(ledger, figure.id, question))
    part, whole = (value_in(ledger, one, question) for one in figure.of)
    return Answer(round(Decimal(part * 10_000) / (whole or 1)), numerator=part, denominator=whole)


@pytest.fixture(scope="module")
def asked() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def contradicted(asked: pytest.MonkeyPatch, ledger: int, text: str) -> list[str]:
    asked.setattr(against, "ask_many", partial(answers, ledger))
    found = against.check(read(text), Question(None, COUNTY, DAY), {"东岭镇": TOWNSHIP})
    return [one.sentence for one in found if one.verdict is Verdict.CONTRADICTED]


def printed(figure: Figure, value: int) -> str:
    return f"{Decimal(value) / 100}元" if figure.kind == "money" else f"{value}{figure.unit}"


def said_of(figure: Figure, place: str, number: str) -> list[str]:
    said = phrases.of_period if figure.has_period else phrases.of_day
    return said(place, figure.label, number)


def asked_of(figure: Figure, scope: str) -> Question:
    question = Question(None, scope, DAY)
    return replace(question, since=date(2022, 1, 1), until=date(2022, 7, 1)) if figure.has_period else question


@given(st.data(), st.sampled_from(COUNTED), LEDGERS)
def test_a_true_number_of_the_ledgers_is_never_contradicted(
    asked: pytest.MonkeyPatch, data: st.DataObject, figure: Figure, ledger: int
) -> None:
    place, scope = data.draw(PLACES)
    number = printed(figure, value_in(ledger, figure.id, asked_of(figure, scope)))
    text = data.draw(st.sampled_from(said_of(figure, place, number)))

    assert contradicted(asked, ledger, text) == []


@given(st.data(), st.sampled_from([one for one in COUNTED if one.kind == "count"]), LEDGERS)
def test_a_true_bound_is_never_contradicted(
    asked: pytest.MonkeyPatch, data: st.DataObject, figure: Figure, ledger: int
) -> None:
    place, scope = data.draw(PLACES)
    value = value_in(ledger, figure.id, asked_of(figure, scope)) // 100 * 100
    hedged = data.draw(
        st.sampled_from([f"{value}余{figure.unit}", f"{value}多{figure.unit}", f"超过{value}{figure.unit}"])
    )
    text = data.draw(st.sampled_from(said_of(figure, place, hedged)))

    assert contradicted(asked, ledger, text) == []


@given(st.data(), LEDGERS, st.integers(MOST, 2 * MOST))
def test_a_number_the_members_never_had_is_contradicted(
    asked: pytest.MonkeyPatch, data: st.DataObject, ledger: int, more: int
) -> None:
    place, _ = data.draw(PLACES)

    assert contradicted(asked, ledger, f"{place}共选派驻村队员{more}名。") != []
