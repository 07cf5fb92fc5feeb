"""Addresses of 写材料、数字校对."""

from django.urls import path

from zhucun.reports.drafts import views
from zhucun.reports.drafts.rules import WRITE
from zhucun.web import menu

menu.add("reports", menu.Item("数字校对", "reports:drafts", needs=WRITE, order=15))

urlpatterns = [
    path("drafts/", views.drafts, name="drafts"),
    path("drafts/<int:pk>/", views.draft, name="drafts.one"),
    path("drafts/<int:pk>/revise/", views.revise, name="drafts.revise"),
    path("drafts/<int:pk>/correct/", views.correct, name="drafts.correct"),
    path("drafts/<int:pk>/remove/", views.remove, name="drafts.remove"),
]
