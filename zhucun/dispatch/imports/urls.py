"""Addresses of importing."""

from django.urls import path

from zhucun.dispatch.imports import taking_back, views
from zhucun.dispatch.roster.rules import BRING_IN
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
menu.add("dispatch", menu.Item("导入表格", "dispatch:imports", needs=BRING_IN, order=90))

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<int:pk>/", views.draft, name="imports.one"),
    path("imports/<int:pk>/what/", views.choose_what, name="imports.one.what"),
    path("imports/<int:pk>/columns/", views.columns, name="imports.one.columns"),
    path("imports/<int:pk>/answers/", views.answers, name="imports.one.answers"),
    path("imports/<int:pk>/leave-out/", views.leave_out, name="imports.one.leave_out"),
    path("imports/<int:pk>/again/", views.again, name="imports.one.again"),
    path("imports/<int:pk>/confirm/", views.confirm, name="imports.one.confirm"),
    path("imports/<int:pk>/drop/", views.drop, name="imports.one.drop"),
    path("imports/<int:pk>/faults.xlsx", views.faults, name="imports.one.faults"),
    path("imports/done/<int:pk>/", views.file, name="imports.file"),
    path("imports/done/<int:pk>/take-back/", taking_back.take_back, name="imports.file.take_back"),
    path("imports/forms/<slug:kind>.xlsx", views.blank_form, name="imports.form"),
]
