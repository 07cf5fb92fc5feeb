"""Letters of an answer sheet: read as they are typed, doubtful ones asked, never guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.training.knowledge_tests.drawing import Item
from zhucun.training.on_paper.letters import Doubtful, read, shown

SINGLE = Item(1, "single", 2000, (2, 0, 1, 3))
MULTIPLE = Item(2, "multiple", 4000, (3, 1, 0, 2))
JUDGED = Item(3, "true_false", 2000, (0, 1))


@pytest.mark.parametrize(
    ("typed", "items", "answers"),
    [
        ("A B", [SINGLE, SINGLE], [[2], [0]]),
        ("ab", [SINGLE, SINGLE], [[2], [0]]),
        ("Ａ，-", [SINGLE, SINGLE], [[2], []]),
        ("AB AC √", [SINGLE, SINGLE, MULTIPLE, JUDGED], [[2], [0], [3, 0], [0]]),
        ("A AC ×", [SINGLE, MULTIPLE, JUDGED], [[2], [3, 0], [1]]),
        ("√×错", [JUDGED, JUDGED, JUDGED], [[0], [1], [1]]),
    ],
)
def test_letters_become_the_options_own_positions(typed: str, items: list[Item], answers: list[list[int]]) -> None:
    assert read(typed, items) == answers


@pytest.mark.parametrize(
    ("typed", "items", "sentence"),
    [
        ("A", [SINGLE, SINGLE], "读出 1 个答案"),
        ("E", [SINGLE], "只有 A 到 D"),
        ("AB", [SINGLE], "写了 2 个字母"),
        ("ABC", [SINGLE, MULTIPLE], "前后空一格"),
        ("C", [JUDGED], "看不懂"),
        ("AA", [MULTIPLE], "写了两遍"),
    ],
)
def test_what_is_doubtful_is_asked(typed: str, items: list[Item], sentence: str) -> None:
    with pytest.raises(Doubtful, match=sentence):
        read(typed, items)


KINDS = st.lists(st.sampled_from([SINGLE, MULTIPLE, JUDGED]), min_size=1, max_size=12)


@settings(max_examples=30, deadline=None)
@given(data=st.data(), items=KINDS)
def test_what_is_shown_reads_back_as_it_was(data: st.DataObject, items: list[Item]) -> None:
    answers = [
        sorted(
            data.draw(st.sets(st.sampled_from(item.order), max_size=4 if item is MULTIPLE else 1)), key=item.order.index
        )
        for item in items
    ]

    assert read(shown(answers, items), items) == answers
