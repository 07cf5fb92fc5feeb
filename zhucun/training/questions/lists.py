"""The bank as a list: by topic, kind, difficulty, whose it is, whether a paper ever had it."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.org.places.models import Place
from zhucun.training.questions.forms import topics_of
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import Difficulty, QuestionKind, QuestionState
from zhucun.training.questions.wording import key_in_words
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

MOST_OPTIONS = "ABCDEF"  # columns of the file; more stand in the last one
SHOWN = 46  # characters of a stem


def _narrowed(column: str) -> Callable[[QuerySet, str], QuerySet]:
    return lambda rows, value: rows.filter(**{column: value})


def _topics(request: HttpRequest) -> Iterable[tuple[str, str]]:
    return [(one, one) for one in topics_of(request.actor)]


def _keepers(request: HttpRequest) -> Iterable[tuple[str, str]]:
    """The county and those townships that have some."""
    codes = QuestionVersion.objects.readable_by(request.actor).values("question__place_code")
    found = Place.objects.filter(code__in=codes, until__isnull=True).order_by("code").values_list("code", "name")
    return found if len(found) > 1 else []


def _called(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(
        Q(stem__icontains=text) | Q(explanation__icontains=text) | Q(question__tags__icontains=text) | Q(clause=text)
    )


def _stem(row: QuestionVersion) -> Cell:
    stem = row.stem if len(row.stem) <= SHOWN else f"{row.stem[:SHOWN]}……"
    said = f"第 {row.number} 版" if row.number > 1 else ""
    why = row.question.retired_because if row.question.state == QuestionState.RETIRED else ""
    doubt = row.question.doubts[0] if row.question.doubts else ""
    return Cell(stem, sub=why or doubt or said, url=reverse("training:questions.one", args=[row.question_id]))


def source_of(row: QuestionVersion) -> str:
    named = f"《{row.document.title}》{row.clause}" if row.document else row.clause
    return named or row.source


def _option(at: int) -> Column:
    letter = MOST_OPTIONS[at]
    is_last = at == len(MOST_OPTIONS) - 1

    def plain(row: QuestionVersion) -> str:
        if row.kind == QuestionKind.TRUE_FALSE:
            return ""
        return "；".join(row.options[at:]) if is_last else "".join(row.options[at : at + 1])

    return exported(f"option_{letter}", letter, plain, width=18)


QUESTIONS = Table(
    name="questions",
    caption="题库",
    columns=(
        exported("kind_full", "题型", lambda row: row.get_kind_display()),
        Column("stem", "题目", _stem, plain=lambda row: row.stem, width=50),
        *(_option(at) for at in range(len(MOST_OPTIONS))),
        exported("key", "答案", lambda row: key_in_words(row.text), width=14),
        exported("explanation", "解析", lambda row: row.explanation, width=40),
        Column("kind", "题型", lambda row: row.get_kind_display(), plain=lambda row: "", sort="kind", is_tight=True),
        Column("topic", "专题", lambda row: row.question.topic, sort="question__topic", width=16, is_tight=True),
        Column("difficulty", "难度", lambda row: row.question.get_difficulty_display(), is_tight=True),
        Column("source", "依据", lambda row: source_of(row) or "—", plain=source_of, width=26),
        Column(
            "used", "用过", lambda row: f"{row.first_used_on:%Y-%m-%d}" if row.first_used_on else "没有", is_tight=True
        ),
    ),
    filters=(
        Filter("topic", "专题", _topics, _narrowed("question__topic")),
        Filter("kind", "题型", lambda request: QuestionKind.choices, _narrowed("kind")),
        Filter("difficulty", "难度", lambda request: Difficulty.choices, _narrowed("question__difficulty")),
        Filter("keeper", "谁的题库", _keepers, _narrowed("question__place_code")),
        Filter(
            "used",
            "用没用过",
            lambda request: (("no", "没用过"), ("yes", "用过")),
            lambda rows, value: rows.filter(first_used_on__isnull=value == "no"),
        ),
    ),
    views=(
        View("doubtful", "待核", Q(question__state=QuestionState.DOUBTFUL)),
        View("retired", "停用", Q(question__state=QuestionState.RETIRED)),
    ),
    first=View("ready", "可用", Q(question__state=QuestionState.READY)),
    search=_called,
    search_hint="找题干、解析、标签",
    order=("question__topic", "kind"),
    counted=lambda count: f"{count} 题",
    empty={"text": "还没有题。导入一份题，Word、Excel、文本都行。", "icon": "file-import"},
    may_double=False,
)
