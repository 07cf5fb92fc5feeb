"""Y2 事实单: one page on the screen, on paper, in Word."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zhucun.incentives.facts.papers import form_of
from zhucun.incentives.facts.rules import ASKED_OUTSIDE, PRINT
from zhucun.incentives.facts.sheet import FactsSheet, note_look
from zhucun.org.people.models import Cadre
from zhucun.papers.forms import write_form
from zhucun.web.exporting import file_of
from zhucun.web.page import page


def sheet_of(request: HttpRequest, pk: int) -> FactsSheet:
    """Of anybody alike, as far as one reaches; whom one does not reach is not there."""
    reached = Cadre.objects.visible_to(request.actor, PRINT).select_related("person", "unit")
    return FactsSheet(get_object_or_404(reached, pk=pk), request.actor, PRINT)


@page(needs=PRINT)
@transaction.atomic
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_of(request, pk)
    note_look(sheet.cadre, request.actor, "打开事实单")
    context = {"sheet": sheet, "cadre": sheet.cadre, "person": sheet.cadre.person, "outside": ASKED_OUTSIDE}
    return render(request, "incentives/facts/pages/sheet.html", context)


@page(needs=PRINT)
@transaction.atomic
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_of(request, pk)
    content = write_form(form_of(sheet))
    note_look(sheet.cadre, request.actor, "下载事实单（Word）")
    return file_of(content, f"事实单{sheet.cadre.person.name}", request.actor, ending="docx")
