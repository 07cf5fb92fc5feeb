"""Addresses of 民主测评, and the villagers' page."""

from django.urls import path

from zhucun.oversight.voting import saying, views

urlpatterns = [
    path("rating/", views.overview, name="rating"),
    path("rating/new/", views.new, name="rating.new"),
    path("rating/<int:pk>/", views.one, name="rating.one"),
    path("rating/<int:pk>/ballots/", views.ballots, name="rating.ballots"),
    path("rating/<int:pk>/counts/", views.counts, name="rating.counts"),
    path("rating/<int:pk>/close/", views.close, name="rating.close"),
    path("rating/<int:pk>/cancel/", views.cancel, name="rating.cancel"),
    path("rating/<int:pk>/sheet/", views.sheet, name="rating.sheet"),
    path("rating/<int:pk>/slips/", views.issue, name="rating.slips"),
    path("rating/<int:pk>/slips/void/", views.void, name="rating.void_slips"),
    path("say/<slug:code>/", saying.say, name="rating.say"),
]
