"""Addresses of records."""

from django.urls import path

from zhucun.records.notes import rules, views, writing_pages
from zhucun.web import menu

menu.group("oversight", "监管", order=30, tile="管", tile_class="oversight")
LEADS_TO = ("records:note", "records:diary", "records:reports", "records:report")
menu.add("oversight", menu.Item("工作记录", "records:work", needs=rules.SEE, order=40, leads_to=LEADS_TO))

urlpatterns = [
    path("records/", views.records, name="work"),
    path("records/new/", writing_pages.new, name="work.new"),
    path("records/<int:pk>/", views.record, name="work.one"),
    path("records/<int:pk>/change/", views.change, name="work.one.change"),
    path("records/<int:pk>/withdraw/", views.withdraw, name="work.one.withdraw"),
    path("records/<int:pk>/files/", views.attach, name="work.one.attach"),
    path("records/files/<int:pk>/remove/", views.detach, name="work.file.detach"),
    path("records/<int:pk>/print/", views.printed, name="work.one.print"),
    path("teams/<int:pk>/note/", writing_pages.of_team, name="note.team"),
    path("places/<str:code>/note/", writing_pages.of_place, name="note.place"),
    path("units/<int:pk>/note/", writing_pages.of_unit, name="note.unit"),
]
