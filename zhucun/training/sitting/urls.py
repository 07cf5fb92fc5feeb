"""Addresses of the pages without an account."""

from django.urls import path

from zhucun.training.sitting import public

urlpatterns = [
    path("sit/<slug:token>/", public.names, name="sit"),
    path("sit/<slug:token>/<int:pk>/", public.slip, name="sit.slip"),
    path("sit/<slug:token>/<int:pk>/paper/", public.paper, name="sit.paper"),
]
