"""Addresses of 里程表."""

from django.urls import path

from zhucun.oversight.routes import views
from zhucun.oversight.routes.rules import KEEP
from zhucun.web import menu

menu.add("settings", menu.Item("里程表", "oversight:distances", needs=KEEP, order=46))

urlpatterns = [
    path("distances/", views.overview, name="distances"),
    path("distances/new/", views.new, name="distances.new"),
    path("distances/<int:pk>/", views.one, name="distances.one"),
    path("distances/<int:pk>/take-out/", views.take_out, name="distances.take_out"),
]
