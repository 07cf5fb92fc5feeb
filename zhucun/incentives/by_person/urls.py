"""Addresses of 按人看 and 看望."""

from django.urls import path

from zhucun.incentives.benefits.rules import SEE
from zhucun.incentives.by_person import views
from zhucun.incentives.caring.tabs import TABS, Tab

TABS.add(Tab("按人", "incentives:benefits.people", SEE, 20))
TABS.add(Tab("看望", "incentives:benefits.visits", SEE, 30))

urlpatterns = [
    path("care/people/", views.people, name="benefits.people"),
    path("care/visits/", views.visits, name="benefits.visits"),
]
