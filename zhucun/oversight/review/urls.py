"""Addresses of 月调度."""

from django.urls import path

from zhucun.oversight.review import rules, views, visits
from zhucun.oversight.rhythm.tabs import TABS, Tab

TABS.add(Tab("月调度", "oversight:rhythm.reviews", rules.SEE, 20))

urlpatterns = [
    path("rhythm/reviews/", views.months, name="rhythm.reviews"),
    path("rhythm/reviews/new/", views.open_review, name="rhythm.reviews.new"),
    path("rhythm/reviews/<int:pk>/", views.one, name="rhythm.review"),
    path("rhythm/reviews/<int:pk>/paper/", views.paper, name="rhythm.review.paper"),
    path("rhythm/reviews/<int:pk>/xlsx/", views.xlsx, name="rhythm.review.xlsx"),
    path("rhythm/reviews/<int:pk>/say/", views.say, name="rhythm.review.say"),
    path("rhythm/reviews/<int:pk>/held/", views.hold, name="rhythm.review.hold"),
    path("rhythm/reviews/<int:pk>/not-held/", views.unhold, name="rhythm.review.unhold"),
    path("rhythm/unvisited/", visits.unvisited_page, name="rhythm.unvisited"),
]
