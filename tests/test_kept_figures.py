"""What figures said is kept until a table they were counted of is written: never wrong, whatever is done."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from tests import make
from tests.cast import COUNTY, DONGLING, NEIGHBOUR_COUNTY, SINCE, TODAY, Cast, operator
from zhucun.acts import keeping, written
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import correcting as roster_corrections
from zhucun.dispatch.roster.figures import counting
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.figure import Question, all_figures, ask, ask_many
from zhucun.lib.halves import beyond, half_of
from zhucun.org.places import acts as places
from zhucun.org.places.models import PlaceTag
from zhucun.oversight.attendance import correcting, monthly
from zhucun.oversight.attendance.models import MonthLine
from zhucun.policy.versions import acts as versions
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters.models import UrgentMatter

pytestmark = pytest.mark.django_db
JUNE = date(2022, 6, 1)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    keeping.forget()
    yield
    keeping.forget()


def as_committed() -> None:
    """What a commit does beside committing: this test's rows are read as those of another transaction."""
    watch = written.watch_of()
    watch.leave_marks()
    watch.pending.clear()


def questions(cast: Cast) -> list[Question]:
    """The county on the day and over the usual time; a township; a month that is over."""
    officer, secretary = (replace(cast.actor(who), memo={}) for who in ("officer", "secretary"))
    return [
        Question(officer, COUNTY, TODAY),
        Question(secretary, DONGLING, TODAY, since=date(2022, 1, 1)),
        Question(officer, COUNTY, date(2022, 6, 30), since=JUNE, until=date(2022, 7, 1)),
    ]


def said(question: Question, *, anew: bool) -> dict[str, tuple[Any, ...]]:
    answers = ask_many([figure.id for figure in all_figures()], question, anew=anew)
    return {key: (one.value, one.numerator, one.denominator, one.note) for key, one in answers.items()}


def wrong(question: Question) -> dict[str, Any]:
    """Figures whose kept value is another than that of a full recount, for somebody who asks for the first time."""
    question = replace(question, actor=replace(question.actor, memo={}))
    kept, counted = said(question, anew=False), said(question, anew=True)
    return {key: (value, counted[key]) for key, value in kept.items() if value != counted[key]}


def verified(cast: Cast) -> MonthLine:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    line = monthly.state_true(MonthLine.objects.get(posting=cast.member), by=cast.actor("member"))
    return monthly.verify(monthly.confirm(line, by=cast.actor("village_secretary")), by=cast.actor("secretary"))


def test_a_correction_of_a_past_month_a_record_of_before_a_withdrawal_and_new_numbers_move_every_figure_they_should(
    cast: Cast,
) -> None:
    line = verified(cast)
    record = work.write(cast.team, kind="practical", text="修了水泵。", happened_on=TODAY, by=cast.actor("member"))

    def correct_june() -> None:
        told = {
            "category": "rota_rest",
            "since_half": half_of(date(2022, 6, 6)),
            "until_half": beyond(date(2022, 6, 7)),
        }
        proposed = correcting.propose(line, **told, reason="轮休表漏报", by=cast.actor("officer"))
        correcting.approve(proposed, by=cast.actor("secretary"))

    def come_before() -> None:
        roster.start(
            cast.team,
            cadre=make.cadre(unit=cast.water),
            since=date(2022, 6, 10),
            basis="补录：原件已找到",
            by=operator(),
        )

    def change_numbers() -> None:
        told = {"title": "2022年县驻村办法", "since": JUNE, "values": {"selection.min_members": 4}}
        version = versions.propose(cast.county, by=cast.actor("officer"), **told)
        versions.approve(version, by=cast.actor("county_leader"))

    done: list[Callable[[], object]] = [
        correct_june,
        come_before,
        lambda: work.change(record, text="修了水泵。", happened_on=date(2022, 6, 3), by=cast.actor("member")),
        lambda: work.withdraw(WorkRecord.objects.get(pk=record.pk), by=cast.actor("member")),
        change_numbers,
    ]
    as_committed()
    june = questions(cast)[-1]
    before = said(june, anew=False)
    for do in done:
        do()
        as_committed()

        assert wrong(june) == {}
        now = said(june, anew=False)
        assert now != before, do
        before = now


def _some_day(dice: random.Random) -> date:
    return TODAY - timedelta(days=dice.randrange(90))


def _write(cast: Cast, dice: random.Random) -> None:
    kind = dice.choice(["practical", "visit", "policy", "study"])
    work.write(cast.team, kind=kind, text="到户走访。", happened_on=_some_day(dice), by=cast.actor("member"))


def _change(cast: Cast, dice: random.Random) -> None:
    record = dice.choice(WorkRecord.objects.standing())
    work.change(record, text="到户走访。", happened_on=_some_day(dice), reason="记错了日子", by=cast.actor("member"))


def _withdraw(cast: Cast, dice: random.Random) -> None:
    work.withdraw(dice.choice(WorkRecord.objects.standing()), reason="重了", by=cast.actor("member"))


def _raise(cast: Cast, dice: random.Random) -> None:
    day = _some_day(dice)
    done_on = dice.choice([None, day + timedelta(days=1)])
    matters.register(cast.shiping, text="渠道塌了", raised_on=day, done_on=done_on, by=cast.actor("clerk"))


def _drop(cast: Cast, dice: random.Random) -> None:
    matters.withdraw(dice.choice(UrgentMatter.objects.all()), reason="登重了", by=cast.actor("clerk"))


def _tag(cast: Cast, dice: random.Random) -> None:
    tag = dice.choice(["lifted_from_poverty", "key_assistance", "demonstration"])
    places.tag(cast.shiping, tag=tag, since=_some_day(dice), by=operator())


def _untag(cast: Cast, dice: random.Random) -> None:
    places.untag(dice.choice(PlaceTag.objects.all()), last_day=_some_day(dice), by=operator())


def _leave(cast: Cast, dice: random.Random) -> None:
    posting = dice.choice(Posting.objects.filter(place_code=cast.member.place_code, until__isnull=True))
    roster.end(posting, last_day=_some_day(dice), kind="adjustment", by=operator())


def _come_back(cast: Cast, dice: random.Random) -> None:
    roster_corrections.reopen(dice.choice(Posting.objects.exclude(until__isnull=True)), reason="没走", by=operator())


def _come(cast: Cast, dice: random.Random) -> None:
    roster.start(cast.team, cadre=make.cadre(unit=cast.water), since=_some_day(dice), basis="补录", by=operator())


def _decide(cast: Cast, dice: random.Random) -> None:
    values = {"selection.min_members": dice.randrange(2, 6)}
    told = {"title": "2022年县驻村办法", "since": max(SINCE, _some_day(dice)), "values": values}
    version = versions.propose(cast.county, by=cast.actor("officer"), **told)
    versions.approve(version, by=cast.actor("county_leader"))


WALK = (_write, _change, _withdraw, _raise, _drop, _tag, _untag, _leave, _come_back, _come, _decide)


@pytest.mark.parametrize("seed", [2022, 711])
def test_after_any_acts_in_any_order_what_is_kept_is_what_a_recount_says(cast: Cast, seed: int) -> None:
    """Refused acts and those undone leave things as they were; some are read before they are committed."""
    dice, asked = random.Random(seed), cycle(questions(cast))
    for question in questions(cast):
        said(question, anew=False)
    carried_out = 0
    for _ in range(12):
        try:
            dice.choice(WALK)(cast, dice)
            carried_out += 1
        except (Refused, IndexError):
            continue
        if dice.random() < 0.7:
            as_committed()

        assert wrong(replace(next(asked), actor=replace(cast.actor("officer"), memo={}))) == {}
    assert carried_out >= 5


def test_what_was_asked_before_is_answered_in_one_query_and_its_rows_are_those_of_now(cast: Cast) -> None:
    as_committed()
    question = questions(cast)[0]
    said(question, anew=False)
    with CaptureQueriesContext(connection) as queries:
        again = ask("dispatch.members", question)
        said(question, anew=False)

    assert len(queries) == 2  # the marks, each time
    assert (again.value, len(again.records)) == (3, 3)


def test_the_query_written_for_one_county_is_that_of_another_but_for_the_code(cast: Cast) -> None:
    """A hundred counties are asked in the time that writing a hundred queries would take."""
    ids = [figure.id for figure in all_figures() if figure.id.startswith("dispatch.")]
    home, away = (
        Question(operator(reach=code), code, TODAY, since=SINCE, until=date(2022, 7, 1))
        for code in (COUNTY, NEIGHBOUR_COUNTY)
    )
    counting._texts.clear()
    written_for_it = ask_many(ids, away, anew=True)
    [(text_of_away, _)] = counting._texts.values()
    counting._texts.clear()
    ask_many(ids, home, anew=True)
    kept = dict(counting._texts)
    adapted = ask_many(ids, replace(away, actor=operator(reach=NEIGHBOUR_COUNTY)), anew=True)

    assert counting._texts == kept
    assert {key: one.value for key, one in adapted.items()} == {key: one.value for key, one in written_for_it.items()}
    [(text, written_for)] = kept.values()
    assert counting._of_territory(text, written_for, NEIGHBOUR_COUNTY) == text_of_away


def test_whoever_asks_from_a_page_is_looked_up_once_and_asks_like_anybody(cast: Cast) -> None:
    as_committed()
    officer = SimpleLazyObject(lambda: cast.actor("officer"))

    assert [ask("dispatch.members", Question(officer, COUNTY, TODAY)).value for _ in range(2)] == [3, 3]


def test_only_what_rests_on_the_table_that_was_written_is_counted_again(cast: Cast) -> None:
    as_committed()
    question = questions(cast)[0]
    said(question, anew=False)
    matters.register(cast.shiping, text="渠道塌了", raised_on=TODAY, by=cast.actor("clerk"))
    as_committed()
    with CaptureQueriesContext(connection) as queries:
        said(question, anew=False)

    counted = [one["sql"] for one in queries if "writtentable" not in one["sql"]]
    assert counted
    assert all("urgentmatter" in sql for sql in counted)


def test_another_reach_another_day_and_another_territory_are_other_questions(cast: Cast) -> None:
    as_committed()
    county, township, june = questions(cast)
    told = [
        ask("dispatch.members", one).value
        for one in (county, county.within("990126102"), replace(county, actor=cast.actor("neighbour_county")), county)
    ]

    assert told == [3, 1, 0, 3]
    assert len({keeping._asked(one) for one in (county, township, june, county.by_numbers_of(JUNE))}) == 4
