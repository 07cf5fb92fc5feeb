"""Addresses of 少要一张."""

from django.urls import path

from zhucun.policy.burden.rules import KEEP
from zhucun.reports.asking_less import views
from zhucun.web import menu

menu.add("reports", menu.Item("少要一张", "reports:asking_less", needs=KEEP, order=70))

urlpatterns = [
    path("ask-less/", views.asking_less, name="asking_less"),
]
