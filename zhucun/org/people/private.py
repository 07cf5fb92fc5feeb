"""The page on which somebody's phone and ID number are asked for, with the reason, and shown once."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from zhucun.lib.phones import masked_phone
from zhucun.org.people.models import Cadre, Contact
from zhucun.org.people.revealing import Private, looks_at, masked, reveal, reveal_number
from zhucun.org.people.rules import SEE_PRIVATE
from zhucun.web.addresses import own_path
from zhucun.web.forms import ActForm
from zhucun.web.page import page


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么要看", max_length=100, help_text="会记下来，本人的档案里看得到谁看过。")

    shown: Private | None = None

    def show(self, row: Cadre | Contact, request: HttpRequest) -> bool:
        def attempt() -> None:
            reason = self.cleaned_data["reason"]
            if isinstance(row, Cadre):
                self.shown = reveal(row, reason=reason, by=request.actor)
            else:
                self.shown = Private(reveal_number(row, reason=reason, by=request.actor), "")

        return self.tries(attempt)


@never_cache
@page(needs=SEE_PRIVATE)
def private(request: HttpRequest, pk: int) -> HttpResponse:
    within_reach = Cadre.objects.visible_to(request.actor, SEE_PRIVATE).select_related("person")
    cadre = get_object_or_404(within_reach, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        form.show(cadre, request)
    context = {
        "name": str(cadre),
        "has_id_number": True,
        "form": form,
        "shown": form.shown or masked(cadre),
        "is_full": form.shown is not None,
        "looks": looks_at(cadre),
        "back": own_path(request.GET.get("back", ""), ""),
    }
    return render(request, "org/people/pages/private.html", context)


@never_cache
@page(needs=SEE_PRIVATE)
def contact_number(request: HttpRequest, pk: int) -> HttpResponse:
    within_reach = Contact.objects.visible_to(request.actor, SEE_PRIVATE).select_related("place")
    contact = get_object_or_404(within_reach, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        form.show(contact, request)
    context = {
        "name": contact.name,
        "has_id_number": False,
        "form": form,
        "shown": form.shown or Private(masked_phone(contact.phone) if contact.phone else "", ""),
        "is_full": form.shown is not None,
        "looks": looks_at(contact),
        "back": own_path(request.GET.get("back", ""), ""),
    }
    return render(request, "org/people/pages/private.html", context)
