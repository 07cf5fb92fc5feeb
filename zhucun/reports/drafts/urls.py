"""Addresses of 写材料、数字校对."""

from django.urls import path

from zhucun.reports.drafts import earlier, presses, views
from zhucun.reports.drafts.rules import WRITE
from zhucun.web import menu

menu.add("reports", menu.Item("写材料、校对", "reports:drafts", needs=WRITE, order=15))

urlpatterns = [
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/example/", presses.try_it, name="drafts.example"),
    path("drafts/numbers/", views.numbers, name="drafts.numbers"),
    path("drafts/<int:pk>/", views.draft, name="drafts.one"),
    path("drafts/<int:pk>/source/", views.source_of, name="drafts.source"),
    path("drafts/<int:pk>/revise/", views.revise, name="drafts.revise"),
    path("drafts/<int:pk>/export/", views.export, name="drafts.export"),
    path("drafts/<int:pk>/versions/", earlier.versions, name="drafts.versions"),
    path("drafts/<int:pk>/versions/<int:number>/back/", presses.take_back, name="drafts.take_back"),
    path("drafts/<int:pk>/correct/", presses.correct, name="drafts.correct"),
    path("drafts/<int:pk>/day/", presses.set_day, name="drafts.set_day"),
    path("drafts/<int:pk>/dismiss/", presses.dismiss, name="drafts.dismiss"),
    path("drafts/<int:pk>/remove/", presses.remove, name="drafts.remove"),
    path("drafts/dismissals/<int:pk>/heed/", presses.heed, name="drafts.heed"),
    path("drafts/numbers/<int:pk>/freeze/", presses.freeze, name="drafts.freeze"),
    path("drafts/numbers/<int:pk>/thaw/", presses.thaw, name="drafts.thaw"),
]
