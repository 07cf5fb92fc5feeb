"""Addresses of 问责."""

from django.urls import path

from zhucun.oversight.accountability import rules, views
from zhucun.oversight.consequences.tabs import TABS, Tab

TABS.add(Tab("问责", "oversight:accountability", rules.SEE, 30))

urlpatterns = [
    path("talks/accountability/", views.listing, name="accountability"),
    path("talks/accountability/new/", views.new, name="accountability.new"),
    path("talks/accountability/<int:pk>/", views.one, name="accountability.one"),
    path("talks/accountability/<int:pk>/withdraw/", views.withdraw, name="accountability.withdraw"),
]
