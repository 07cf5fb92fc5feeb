"""Addresses of 导入导出."""

from django.urls import path

from zhucun.dispatch.roster.rules import EXPORT
from zhucun.reports.transfers import views
from zhucun.web import menu

menu.add("reports", menu.Item("导入导出", "reports:transfers", needs=EXPORT, order=80))

urlpatterns = [
    path("transfers/", views.came_in, name="transfers"),
    path("transfers/ledgers/<slug:key>/", views.ledger, name="transfers.ledger"),
    path("transfers/out/", views.went_out, name="transfers.out"),
]
