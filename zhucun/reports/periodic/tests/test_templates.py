"""Templates as files: what may be said in one, and that every one that is there can be told."""

from datetime import date

import pytest

from zhucun.lib.figure import is_known, named
from zhucun.reports.periodic.composing import enumerated
from zhucun.reports.periodic.periods import Cycle, holding, of_key
from zhucun.reports.periodic.template import Clause, Listing, Number, Template, parsed, read, templates

HEAD = 'order = 1\nname = "材料"\nabout = "试"\ncycle = "month"\ntitle = "{县}"\n'


def test_every_number_of_every_template_is_in_the_catalogue() -> None:
    numbers = [number for one in templates().values() for number in one.numbers]
    columns = [number for one in templates().values() for grid in one.tables for _, number in grid.columns]

    assert [one.figure for one in [*numbers, *columns] if not is_known(one.figure)] == []


def test_only_figures_over_a_period_are_asked_of_other_days_than_the_reports_own() -> None:
    """A stock of the period before is its last day's; of 一年来 and the like a stock would mean nothing."""
    asked = [number for one in templates().values() for number in one.numbers]

    others = [one.figure for one in asked if one.days not in ("本期", "上期") and not named(one.figure).has_period]
    assert others == []


@pytest.mark.parametrize("template", templates().values(), ids=lambda one: one.key)
def test_a_template_ranks_nobody_and_speaks_in_whole_sentences(template: Template) -> None:
    """R-BUR-01: no first, last, best, worst."""
    said = str(template)

    assert [word for word in ("排名", "第一名", "倒数", "最好", "最差", "末位") if word in said] == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{没有的词}", "“没有的词”看不懂"),
        ("〔空缺{dispatch.vacancies}人", "有一个〔没有〕"),
        ("空缺〕", "多了一个〕"),
        ("{dispatch.vacancies 明年}", "“明年”看不懂"),
    ],
)
def test_what_no_template_has_is_said_with_its_file(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refused:
        read("试", f"{HEAD}[[sections]]\ntext = '''\n{text}\n'''\n")

    assert str(refused.value).startswith("试：")


def test_a_clause_hangs_on_its_first_number_or_on_the_one_it_names() -> None:
    (clause,) = parsed("〔空缺{dispatch.vacancies}人〔，{dispatch.teams}支〕〕")
    (asked,) = parsed("〔若无 dispatch.vacancies：没有空缺。〕")

    assert isinstance(clause, Clause)
    assert isinstance(asked, Clause)
    assert (clause.hangs_on, clause.without) == (Number("dispatch.vacancies"), False)
    assert (asked.hangs_on, asked.without, asked.parts) == (Number("dispatch.vacancies"), True, ("没有空缺。",))


def test_a_listing_keeps_its_stop_apart_from_its_last_item() -> None:
    (found,) = parsed("〔，其中｜增派{dispatch.reinforcements}人｜接替{dispatch.successions}人。〕")

    assert isinstance(found, Listing)
    assert (found.lead, found.stop, len(found.items)) == (("，其中",), "。", 2)


@pytest.mark.parametrize(("told", "said"), [([], ""), (["修路"], "修路。"), (["修路", "接水"], "一是修路；二是接水。")])
def test_what_is_enumerated(told: list[str], said: str) -> None:
    assert enumerated(told) == said


@pytest.mark.parametrize(
    ("cycle", "key", "title", "before"),
    [
        (Cycle.MONTH, "2022-01", "2022年1月", "2021-12"),
        (Cycle.QUARTER, "2022-Q1", "2022年一季度", "2021-Q4"),
        (Cycle.HALF, "2022H2", "2022年下半年", "2022-H1"),
        (Cycle.YEAR, "2022", "2022年", "2021"),
        (Cycle.DAY, "2022-07-11", "2022年7月11日", "2021-07-11"),
    ],
)
def test_a_period_by_its_key(cycle: Cycle, key: str, title: str, before: str) -> None:
    period = of_key(cycle, key)

    assert (period.title, period.before.key) == (title, before)
    assert cycle is Cycle.DAY or holding(cycle, period.last_day) == period


@pytest.mark.parametrize(
    ("cycle", "key"),
    [(Cycle.MONTH, "2022-13"), (Cycle.QUARTER, "2022-Q5"), (Cycle.YEAR, "22"), (Cycle.DAY, "2022-02-30")],
)
def test_a_period_that_is_none(cycle: Cycle, key: str) -> None:
    with pytest.raises(ValueError, match="看不懂，写成"):
        of_key(cycle, key)


def test_a_year_up_to_a_day_begins_with_it() -> None:
    assert of_key(Cycle.DAY, "2022-07-11").span.since == date(2022, 1, 1)
