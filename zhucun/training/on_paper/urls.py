"""Addresses of what is printed and entered."""

from django.urls import path

from zhucun.training.on_paper import views

urlpatterns = [
    path("training/tests/<int:pk>/print/", views.papers, name="tests.print"),
    path("training/tests/<int:pk>/slips/", views.slips, name="tests.slips"),
    path("training/tests/seats/<int:pk>/slip/", views.one_slip, name="tests.slip"),
    path("training/tests/<int:pk>/enter/", views.enter, name="tests.enter"),
    path("training/tests/seats/<int:pk>/check/", views.check, name="tests.check"),
]
