"""Addresses of 参训的人."""

from django.urls import path

from zhucun.training.participants import rules, views
from zhucun.web import menu

menu.add("training", menu.Item("参训的人", "training:participants", needs=rules.SEE, order=60))

urlpatterns = [
    path("training/participants/", views.overview, name="participants"),
    path("training/participants/new/", views.new, name="participants.new"),
    path("training/participants/<int:pk>/", views.one, name="participants.one"),
    path("training/participants/<int:pk>/leave/", views.leave, name="participants.leave"),
]
