"""Addresses of what keeps units and contacts, and of what is shown of a person only for a reason."""

from django.urls import path

from zhucun.org.people import apart_pages, contact_pages, fact_pages, private, unit_pages

app_name = "people"
urlpatterns = [
    path("people/<int:pk>/private/", private.private, name="private"),
    path("people/<int:pk>/rural/", fact_pages.rural, name="rural"),
    path("people/<int:pk>/fitness/", fact_pages.fitness, name="fitness"),
    path("apart/", apart_pages.apart, name="apart"),
    path("apart/<int:pk>/lift/", apart_pages.lift, name="apart.lift"),
    path("units/new/", unit_pages.new, name="unit.new"),
    path("units/<int:pk>/correct/", unit_pages.correct, name="unit.correct"),
    path("units/<int:pk>/aliases/", unit_pages.aliases, name="unit.aliases"),
    path("units/<int:pk>/aliases/forget/", unit_pages.forget_alias, name="unit.forget_alias"),
    path("units/<int:pk>/end/", unit_pages.end, name="unit.end"),
    path("units/<int:pk>/reopen/", unit_pages.reopen, name="unit.reopen"),
    path("units/<int:pk>/history/", unit_pages.history, name="unit.history"),
    path("contacts/new/", contact_pages.new, name="contact.new"),
    path("contacts/<int:pk>/correct/", contact_pages.correct, name="contact.correct"),
    path("contacts/<int:pk>/end/", contact_pages.end, name="contact.end"),
    path("contacts/<int:pk>/number/", private.contact_number, name="contact.number"),
]
