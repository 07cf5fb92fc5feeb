"""S1 六个一成果: what did the villages get? Six cards and the townships side by side; the same in sentences."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhucun.lib.figure import ask_many
from zhucun.sheets.writing import ledger_bytes
from zhucun.six_ones.outcomes import by_township, sheets
from zhucun.six_ones.outcomes.asking import Asked, asked
from zhucun.six_ones.outcomes.cards import Told, cards, ids_wanted
from zhucun.six_ones.outcomes.rules import SEE
from zhucun.six_ones.outcomes.words import paragraphs
from zhucun.web.exporting import around, file_of, note_export
from zhucun.web.measures import Measures
from zhucun.web.page import page
from zhucun.web.tables import EXPORT


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    asking = asked(request)
    ids = ids_wanted(request.actor)
    measures = Measures([*ids, *by_township.columns()], asking.question)
    if request.GET.get("export") == "xlsx":
        return _workbook(request, asking, ids)
    context = {
        "asking": asking,
        "cards": cards(Told(measures, ids), request.actor),
        "table": by_township.table(asking, measures.answers) if asking.below else None,
        "export_url": asking.address(export="xlsx") if asking.below and request.actor.may(EXPORT) else "",
        "words_url": asking.address(path=reverse("six_ones:words")),
    }
    return render(request, "six_ones/outcomes/pages/overview.html", context)


@page(needs=SEE)
def words(request: HttpRequest) -> HttpResponse:
    asking = asked(request)
    found = paragraphs(asking.question)
    context = {
        "asking": asking,
        "paragraphs": found,
        "text": "\n".join(one.text for one in found),
        "back_url": asking.address(path=reverse("six_ones:outcomes")),
    }
    return render(request, "six_ones/outcomes/pages/words.html", context)


def _workbook(request: HttpRequest, asking: Asked, ids: list[str]) -> HttpResponse:
    request.actor.must(EXPORT)
    answers = ask_many([*ids, *by_township.columns()], asking.question)
    title = f"{asking.scope_name}六个一成果"
    open_to_all = {name: answers[name] for name in ids if not name.startswith("six_ones.disputes")}
    about = around(request.actor, title, f"{asking.period_text}。{sheets.told(open_to_all)}")
    note_export(request.actor, title, len(asking.below) + 1)
    content = ledger_bytes(sheets.sheet(), sheets.rows(asking, answers), about)
    return file_of(content, f"{title}{request.actor.today:%Y%m%d}", request.actor)
