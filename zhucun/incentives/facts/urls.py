"""Addresses of 事实单; a person's file leads there."""

from django.urls import path

from zhucun.incentives.facts import views

urlpatterns = [
    path("outcomes/facts/<int:pk>/", views.facts, name="outcomes.facts"),
    path("outcomes/facts/<int:pk>/paper/", views.paper, name="outcomes.facts.paper"),
]
