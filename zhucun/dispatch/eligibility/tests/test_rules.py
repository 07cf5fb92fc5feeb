"""Property tests of the judgement: whatever the facts, each item is asked once and says what it found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.dispatch.eligibility import kinds
from zhucun.dispatch.eligibility.rules import Item, Known, judge, stops
from zhucun.policy.facts import COMPARES, SAID_OF_PRIVATE, declared_facts
from zhucun.policy.items import SHIPPED_ITEMS, problem_of

VALUES = {
    "count": st.integers(0, 700),
    "choice": st.sampled_from(sorted(kinds.EMPLOYMENT.choices)),
    "flag": st.booleans(),
    "day": st.dates(date(2020, 1, 1), date(2023, 1, 1)),
}


def known_of(kind: str) -> st.SearchStrategy[Known]:
    return st.none().map(Known) | VALUES[kind].map(Known)


facts = st.fixed_dictionaries({}, optional={key: known_of(fact.kind) for key, fact in declared_facts().items()})


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        fact = draw(st.sampled_from(sorted(declared_facts().values(), key=lambda one: one.key)))
        compare = draw(st.sampled_from(sorted(COMPARES[fact.kind])))
        takes_none = compare == "lacking" or fact.kind in ("flag", "day")
        value = None if takes_none else draw(VALUES[fact.kind])
        of, do = draw(st.sampled_from(["first_secretary", "member"])), draw(st.sampled_from(["block", "warn"]))
        made.append(Item(f"i{number}", f"第{number}条", fact.key, compare, value, of, do))
    return made


@given(facts, items(), st.sampled_from(["first_secretary", "member"]))
def test_an_item_hits_once_at_most_and_in_its_order(known: dict, asked: list[Item], of: str) -> None:
    hits = judge(known, asked, of)

    order = [asked.index(hit.item) for hit in hits]
    assert order == sorted(set(order))
    assert all(problem_of(item) == "" for item in asked)
    assert stops(hits) == any(hit.item.do == "block" and hit.is_known for hit in hits)


@given(facts, items())
def test_a_member_is_never_judged_by_what_binds_first_secretaries(known: dict, asked: list[Item]) -> None:
    """R-SEL-06."""
    as_member = judge(known, asked, "member")
    as_secretary = judge(known, asked, "first_secretary")

    assert as_member == [hit for hit in as_secretary if hit.item.of == "member"]


@given(facts, items())
def test_what_is_not_known_is_asked_and_stops_nobody(known: dict, asked: list[Item]) -> None:
    for hit in judge(known, asked, "first_secretary"):
        value = known.get(hit.item.fact, Known(None)).value
        assert hit.is_known is (value is not None or hit.item.compare == "lacking")
        assert hit.is_known or hit.do == "warn"


@given(facts, items())
def test_no_sentence_says_what_is_private(known: dict, asked: list[Item]) -> None:
    """R-SEL-08: no reason of health or discipline stands beside a name."""
    for hit in judge(known, asked, "first_secretary"):
        assert (hit.sentence == SAID_OF_PRIVATE) is hit.is_private


@given(st.integers(0, 700), st.integers(0, 700))
def test_under_and_over_leave_nothing_between_them(value: int, edge: int) -> None:
    known = {"age": Known(value)}
    both = [Item(c, c, "age", c, edge, "member", "warn") for c in ("under", "over")]

    assert len(judge(known, both, "member")) == 1


@pytest.mark.parametrize(
    ("fact", "value", "sentence"),
    [
        ("full_party_months", 8, "正式党员 8 个月，不满 12 个月"),
        ("full_party_months", 12, None),
        ("work_months", 23, "参加工作 23 个月，不满 24 个月"),
        ("work_months", None, "还不知道参加工作时间"),
        ("employment", "temporary", "身份是临聘"),
        ("age", 58, "年龄 58 周岁，满 58 周岁"),
        ("age", 57, None),
        ("fitness_confirmed_on", None, SAID_OF_PRIVATE),
        ("discipline_effect_running", True, SAID_OF_PRIVATE),
        ("recall_effect_running", True, SAID_OF_PRIVATE),
        ("teacher_or_medic", True, None),
    ],
)
def test_the_shipped_items_say_what_they_found(fact: str, value: object, sentence: str | None) -> None:
    """R-SEL-06, R-SEL-08."""
    asked = [item for item in SHIPPED_ITEMS if item.fact == fact]

    said = [hit.sentence for hit in judge({fact: Known(value)}, asked, "first_secretary")]

    assert said == ([sentence] if sentence else [])


def test_an_item_on_a_fact_that_nobody_provides_is_left_out() -> None:
    stray = Item("x", "将来的", "grades_of_two_years", "is", "basic", "member", "block")

    assert judge({}, [stray], "member") == []


def test_shipped_items_make_sense() -> None:
    assert [problem_of(item) for item in SHIPPED_ITEMS] == [""] * len(SHIPPED_ITEMS)
