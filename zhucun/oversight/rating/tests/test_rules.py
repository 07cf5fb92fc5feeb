"""Which piles are put together, and what tallies are worth (R-ASS-12)."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.acts.refused import Refused
from zhucun.oversight.rating import rules
from zhucun.oversight.rating.reading import sides_of
from zhucun.oversight.rating.rules import Group

BALLOTS = st.fixed_dictionaries({group: st.integers(0, 12) for group in Group.values})


@settings(max_examples=60, deadline=None)
@given(ballots=BALLOTS, smallest=st.integers(1, 9))
def test_no_pile_is_small_and_no_paper_is_lost(ballots: dict[str, int], smallest: int) -> None:
    if sum(ballots.values()) < smallest:
        with pytest.raises(Refused, match="会认得出人"):
            rules.piles_of(ballots, smallest)
        return

    piles = rules.piles_of(ballots, smallest)

    assert all(pile.ballots >= smallest for pile in piles)
    assert sum(pile.ballots for pile in piles) == sum(ballots.values())
    groups = [group for pile in piles for group in pile.groups]
    assert sorted(groups) == sorted(group for group, count in ballots.items() if count)


def test_a_small_group_goes_to_its_own_side_first() -> None:
    piles = rules.piles_of({"township_cadre": 6, "village_cadre": 4, "party_member": 12, "household": 20}, 5)

    assert [(pile.key, pile.ballots) for pile in piles] == [
        ("township_cadre", 6),
        ("village_cadre+party_member", 16),
        ("household", 20),
    ]
    assert [sides_of(pile.key) for pile in piles] == [["township"], ["village"], ["households"]]


def test_a_score_is_the_mean_of_the_topics_and_who_is_unsure_counts_nowhere() -> None:
    points = {"high": 100, "middle": 60, "low": 0}
    counts = {("known", "high"): 2, ("known", "low"): 1, ("helped", "middle"): 3, ("helped", "unsure"): 9}

    score = rules.worth(counts, points)

    assert score == (Fraction(200, 3) + 60) / 2
    assert rules.in_hundredths(score) == 6333
    assert rules.worth({("known", "unsure"): 5}, points) is None
