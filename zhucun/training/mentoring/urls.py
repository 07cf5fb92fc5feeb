"""Addresses of 导师帮带."""

from django.urls import path

from zhucun.training.mentoring import views
from zhucun.training.mentoring.rules import SEE
from zhucun.web import menu

menu.add("training", menu.Item("导师", "training:mentors", needs=SEE, order=50, leads_to=("training:mentors.wanting",)))

urlpatterns = [
    path("training/mentors/", views.overview, name="mentors"),
    path("training/mentors/newcomers/", views.wanting, name="mentors.wanting"),
    path("training/mentors/for/<int:pk>/", views.suggest, name="mentors.suggest"),
    path("training/mentors/for/<int:pk>/pair/<int:mentor>/", views.pair, name="mentors.pair"),
    path("training/mentors/for/<int:pk>/decline/<int:mentor>/", views.decline, name="mentors.decline"),
    path("training/mentors/<int:pk>/", views.one, name="mentors.one"),
    path("training/mentors/<int:pk>/plan/", views.plan, name="mentors.plan"),
    path("training/mentors/<int:pk>/end/", views.end, name="mentors.end"),
    path("training/mentors/<int:pk>/go-on/", views.go_on, name="mentors.go_on"),
    path("training/mentors/<int:pk>/answer/<slug:side>/<slug:wish>/", views.answer, name="mentors.answer"),
]
