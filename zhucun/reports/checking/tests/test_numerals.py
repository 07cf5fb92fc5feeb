"""Chinese numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.reports.checking.numerals import whole

SIGNS, PLACES = "零一二三四五六七八九", ("", "十", "百", "千")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("六", 6),
        ("十", 10),
        ("百", 100),
        ("十二", 12),
        ("二十三", 23),
        ("一百零五", 105),
        ("两百五", 250),
        ("两百五十六", 256),
        ("一千零五", 1005),
        ("三千五", 3500),
        ("一万零三", 10_003),
        ("两万三", 23_000),
        ("一亿二千万", 120_000_000),
        ("二〇二二", 2022),
        ("肆佰玖拾陆", 496),
    ],
)
def test_numerals_as_people_write_them(said: str, value: int) -> None:
    assert whole(said) == value


@given(st.integers(1, 99_999_999))
def test_every_number_written_out_is_read_back(value: int) -> None:
    assert whole(written_out(value)) == value


def written_out(value: int) -> str:
    """The formal way, with 零 where places are left out."""
    high, low = divmod(value, 10_000)
    if not high:
        return below(low)
    gap = "零" if 0 < low < 1000 else ""
    return below(high) + "万" + (gap + below(low) if low else "")


def below(value: int) -> str:
    said = ""
    for place in reversed(range(4)):
        digit = value // 10**place % 10
        if digit:
            said += SIGNS[digit] + PLACES[place]
        elif said and not said.endswith("零"):
            said += "零"
    return said.rstrip("零")
