"""No day ends with more arrived than granted or more spent than arrived, whatever is recorded and taken back."""

from datetime import date, timedelta
from random import Random

from zhucun.acts.refused import Refused
from zhucun.six_ones.project_money.rules import Book, Kind, book_of

FIRST = date(2022, 1, 1)


def test_whatever_is_recorded_and_taken_back_no_day_ends_below_zero() -> None:
    """R-TASK-06, by chance: what stands is held against the days one by one."""
    for seed in range(150):
        dice, book, standing = Random(seed), Book(), []
        for _ in range(30):
            kind, day = dice.choice(Kind.values), FIRST + timedelta(days=dice.randrange(12))
            fen = dice.randrange(1, 60)
            try:
                if standing and dice.random() < 0.3:
                    line = dice.choice(standing)
                    book.take_back(*line)
                    standing.remove(line)
                else:
                    book.take(kind, day, fen)
                    standing.append((kind, day, fen))
            except Refused as refusal:
                assert refusal.field == "fen"
            assert book_of(standing).holds()
            assert book.holds()
            _by_hand(standing)


def _by_hand(standing: list[tuple[str, date, int]]) -> None:
    for n in range(12):
        day = FIRST + timedelta(days=n)
        sums = {kind: sum(fen for one, on, fen in standing if one == kind and on <= day) for kind in Kind.values}
        assert sums[Kind.SPENT] <= sums[Kind.ARRIVED] <= sums[Kind.GRANTED]
