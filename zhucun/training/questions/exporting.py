"""The bank taken away in the forms other programs read: GIFT and Moodle XML; the sheet comes with the list."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

from zhucun.training.question_formats.gift import write_gift
from zhucun.training.question_formats.moodle import write_quiz
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.reading_questions.drafts import Draft
from zhucun.web.exporting import file_of, note_export
from zhucun.web.tables import BoundTable

FORMS: dict[str, tuple[str, str, Callable[[Iterable[Draft]], bytes]]] = {
    "gift": ("GIFT", "txt", lambda drafts: write_gift(drafts).encode()),
    "moodle": ("Moodle XML", "xml", write_quiz),
}


def draft_of(row: QuestionVersion) -> Draft:
    key = tuple(tuple(one) if isinstance(one, list) else one for one in row.key)
    told = {"explanation": row.explanation, "topic": row.question.topic, "difficulty": row.question.difficulty}
    return Draft(str(row.question_id), row.kind, row.stem, tuple(row.options), key, **told)


def file_as(request: HttpRequest, form: str, table: BoundTable) -> HttpResponse:
    """What the list shows, with its filters; those without a key are left out."""
    request.actor.must(table.table.export_needs)
    label, ending, write = FORMS[form]
    rows = [row for row in table.result if row.key]
    note_export(request.actor, f"题库（{label}）", len(rows))
    return file_of(write(map(draft_of, rows)), f"题库{request.actor.today:%Y%m%d}", request.actor, ending=ending)
