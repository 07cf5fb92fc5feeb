"""Addresses of 题库."""

from django.urls import path

from zhucun.training.questions import rules, views
from zhucun.web import menu

LEADS_TO = ("training:question_files",)
menu.add("training", menu.Item("题库", "training:questions", needs=rules.SEE, order=30, leads_to=LEADS_TO))

urlpatterns = [
    path("training/questions/", views.overview, name="questions"),
    path("training/questions/new/", views.new, name="questions.new"),
    path("training/questions/export/<slug:form>/", views.export, name="questions.export"),
    path("training/questions/<int:pk>/", views.one, name="questions.one"),
    path("training/questions/<int:pk>/revise/", views.revise, name="questions.revise"),
    path("training/questions/<int:pk>/retire/", views.retire, name="questions.retire"),
    path("training/questions/<int:pk>/settle/", views.settle, name="questions.settle"),
    path("training/questions/<int:pk>/restore/", views.restore, name="questions.restore"),
]
