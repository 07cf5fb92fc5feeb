"""One's own result, and what is wrong with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zhucun.mobile.phone import phone_page, shown
from zhucun.oversight.publicity import acts as publicity
from zhucun.oversight.publicity import rules
from zhucun.oversight.publicity.forms import RaiseForm
from zhucun.oversight.publicity.views import sheet_to_object


@phone_page(needs=rules.RAISE)
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_to_object(request, pk)
    is_for_others = bool(request.actor.scope(rules.RAISE).place)
    form = RaiseForm(request.POST or None, seen=sheet, is_for_others=is_for_others)
    if form.is_valid() and form.do(publicity.raise_objection, sheet, by=request.actor):
        return redirect("oversight:objections.one", pk=form.outcome)
    return shown(request, "mobile/objection/pages/objection.html", {"form": form, "sheet": sheet})
