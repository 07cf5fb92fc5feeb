"""Addresses of the catalogue."""

from django.urls import path

from zhucun.reports.catalogue import views
from zhucun.reports.rules import SEE
from zhucun.web import menu

menu.add("reports", menu.Item("数字台账", "reports:figures", needs=SEE, order=10))

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/<str:figure_id>/", views.figure, name="figures.one"),
]
