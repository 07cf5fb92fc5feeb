"""The questions of a test, what was known least first."""

from collections.abc import Mapping

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import QuestionKind
from zhucun.training.results.finding import ItemResult, Results
from zhucun.training.results.statistics import FULL
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

SHOWN = 60  # characters of a stem
WEAK = 20  # hundredths; below it a question hardly tells who knows from who does not (Ebel and Frisbie 1991)


def questions_of(items: Mapping[int, ItemResult]) -> QuerySet[QuestionVersion]:
    """With how much was reached, so that the database can put them in order."""
    known = [When(pk=pk, then=Value(one.found.reached)) for pk, one in items.items()]
    reached = Case(*known, default=Value(0), output_field=IntegerField())
    return QuestionVersion.objects.filter(pk__in=items).select_related("question").annotate(reached=reached)


def results_table(title: str, results: Results) -> Table:
    items, topics = results.items, [(one.name, one.name) for one in results.topics]

    def found(row: QuestionVersion) -> ItemResult:
        return items[row.pk]

    doubtful = [pk for pk, one in items.items() if one.is_doubtful]
    return Table(
        name="test_results",
        caption=f"{title}每题答得怎样",
        columns=(
            Column("stem", "题目", _stem, width=60),
            Column("asked", "几人答", lambda row: str(found(row).found.asked), numeric=True, width=8),
            Column(
                "reached",
                "得分率",
                lambda row: f"{_per_cent(found(row))}%",
                sort="reached",
                numeric=True,
                plain=lambda row: _per_cent(found(row)),
                width=8,
            ),
            Column("wrong", "错的多选了什么", lambda row: _wrong(found(row)), width=40),
            Column("discrimination", "区分度", lambda row: _discrimination(found(row)), numeric=True, width=10),
            exported("doubt", "要看一看", lambda row: doubt_words(found(row)), width=30),
        ),
        views=(View("doubtful", "要看一看的", Q(pk__in=doubtful)),),
        filters=(
            Filter("topic", "专题", lambda request: topics, lambda rows, one: rows.filter(question__topic=one)),
            Filter("kind", "题型", lambda request: QuestionKind.choices, lambda rows, one: rows.filter(kind=one)),
        ),
        search=lambda rows, text: rows.filter(stem__icontains=text),
        search_hint="题干里的字",
        order=("reached", "question__topic"),
        counted=lambda count: f"{count} 题",
        empty={"text": "没有这样的题。", "icon": "circle-check"},
        note="得分率低的在前。区分度从 −1 到 1：别的题答得好的人，这一题是不是也答得好；低于 0.2 的题分不出会和不会。",
        may_double=False,
    )


def _stem(row: QuestionVersion) -> Cell:
    stem = row.stem if len(row.stem) <= SHOWN else f"{row.stem[:SHOWN]}……"
    about = f"{row.question.topic}，{row.get_kind_display()}"
    return Cell(stem, sub=about, url=reverse("training:questions.one", args=[row.question_id]))


def _per_cent(result: ItemResult) -> int:
    return result.found.reached * 100 // FULL


def _wrong(result: ItemResult) -> Cell:
    said = f"{result.most_wrong[0]}（{result.most_wrong[1]} 人）" if result.most_wrong else "—"
    return Cell(said, sub=doubt_words(result))


def doubt_words(result: ItemResult) -> str:
    if result.misleads:
        return "答得好的人多选了错的，查一查答案和题干"
    return "会的人反而答错，查一查答案和题干" if result.is_doubtful else ""


def _discrimination(result: ItemResult) -> Cell:
    told = result.found.discrimination
    if told is None:
        return Cell("—")
    words = "低" if told < WEAK else ""
    return Cell(shown_hundredths(told), sub="人少，只供参考" if result.found.is_hint else words)


def shown_hundredths(value: int) -> str:
    sign = "−" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02}"
