"""Addresses of 经验库."""

from django.urls import path

from zhucun.training.cases import views
from zhucun.training.cases.rules import SEE
from zhucun.web import menu

menu.add("training", menu.Item("经验库", "training:cases", needs=SEE, order=60))

urlpatterns = [
    path("training/cases/", views.overview, name="cases"),
    path("training/cases/new/", views.new, name="cases.new"),
    path("training/cases/<int:pk>/", views.one, name="cases.one"),
    path("training/cases/<int:pk>/correct/", views.correct, name="cases.correct"),
    path("training/cases/<int:pk>/publish/", views.publish, name="cases.publish"),
    path("training/cases/<int:pk>/decline/", views.decline, name="cases.decline"),
    path("training/cases/<int:pk>/take-down/", views.take_down, name="cases.take_down"),
    path("training/cases/<int:pk>/withdraw/", views.withdraw, name="cases.withdraw"),
    path("training/cases/<int:pk>/use/", views.use, name="cases.use"),
    path("training/cases/uses/<int:pk>/not/", views.use_not, name="cases.use_not"),
]
