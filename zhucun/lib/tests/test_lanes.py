"""The four lanes of a life: nothing overlaps, nothing is lost, whatever happened."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.lib import lane_drawing
from zhucun.lib.lane_drawing import LEFT, RIGHT, Drawn, drawn
from zhucun.lib.lanes import Lane, Life, Look, MonthDays, Thing

TODAY = date(2022, 7, 11)
CAME = date(2021, 5, 18)
DRAWN_IN_WORDS = (Look.RING, Look.BOX, Look.FULL_BOX, Look.PILL)

things = st.builds(
    Thing,
    lane=st.sampled_from(Lane),
    on=st.integers(0, 500).map(lambda days: CAME + timedelta(days=days)),
    sentence=st.just("某件事。"),
    short=st.sampled_from(["好", "线上", "到石坪村任第一书记、队长", "县优秀第一书记", "rectified 2", "说" * 40]),
    look=st.sampled_from(DRAWN_IN_WORDS),
)


def overlap(one: Drawn, other: Drawn) -> bool:
    return one.y == other.y and one.left < other.left + other.width and other.left < one.left + one.width


@settings(max_examples=60, deadline=None)
@given(st.lists(things, min_size=1, max_size=25))
def test_words_never_lie_upon_each_other_or_beyond_the_lanes(found: list[Thing]) -> None:
    drawing = drawn(Life.of(found), TODAY, "")

    assert drawing is not None
    for lane in drawing.lanes:
        said = [one for one in lane.things if one.words]
        assert all(one.left >= LEFT and one.left + one.width <= RIGHT for one in said)
        assert not [(a, b) for n, a in enumerate(said) for b in said[:n] if overlap(a, b)]
        assert all(lane.y <= one.y < lane.y + lane.height for one in lane.things)
    assert sum(len(lane.things) for lane in drawing.lanes) == len(found)


def test_what_lasts_is_dotted_from_today_on() -> None:
    posting = Thing(Lane.DISPATCH, CAME, "", look=Look.BAR, until=date(2023, 5, 18))

    drawing = drawn(Life.of([posting]), TODAY, "")

    assert drawing is not None
    bar = drawing.lanes[0].things[0]
    assert bar.x + bar.width == drawing.today
    assert bar.ahead > 0


def test_spans_that_overlap_lie_below_each_other() -> None:
    spans = [Thing(Lane.TRAINING, CAME, "", look=Look.BAR, until=TODAY)] * 2

    drawing = drawn(Life.of(spans), TODAY, "")

    assert drawing is not None
    assert len({one.y for one in drawing.lanes[1].things}) == 2


def test_a_long_life_is_drawn_from_five_years_ago_with_every_third_month() -> None:
    life = Life.of(
        [Thing(Lane.DISPATCH, date(2010, 1, 1), "来了。", "来了"), Thing(Lane.DISPATCH, TODAY, "在。", "在")]
    )

    drawing = drawn(life, TODAY, "")

    assert drawing is not None
    assert len(drawing.ticks) <= lane_drawing.MOST_MONTHS // 3 + 1
    assert [one.words for one in drawing.lanes[0].things] == ["在"]  # the list has both
    assert len(life.newest_first(TODAY)) == 2


def test_nobody_who_was_never_posted_is_drawn() -> None:
    assert drawn(Life.of([]), TODAY, "") is None


def test_a_month_is_as_high_as_its_days_and_says_what_it_is() -> None:
    months = [MonthDays(date(2022, 4, 1), "20", 200), MonthDays(date(2022, 5, 1), "10.5", 105, is_short=True)]

    drawing = drawn(Life.of([Thing(Lane.DISPATCH, CAME, "来了。", "来了"), *months]), TODAY, "")

    assert drawing is not None
    april, may = drawing.lanes[2].months
    assert april.height > may.height > 0
    assert may.month.sentence == "2022年5月驻村 10.5 天，没有达到要求"
