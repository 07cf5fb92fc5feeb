"""Addresses of households and of visits that are due."""

from django.urls import path

from zhucun.org.aid.rules import SEE_HELPERS
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.six_ones.basics_tabs import TABS, Tab
from zhucun.six_ones.visiting import step_pages, views

TABS.add(Tab("走访", "six_ones:visits", SEE_HOUSEHOLDS, 25))
TABS.add(Tab("结对帮扶", "six_ones:visits.paired", SEE_HELPERS, 26))

urlpatterns = [
    path("basics/visits/", views.visits, name="visits"),
    path("basics/visits/paired/", views.paired, name="visits.paired"),
    path("basics/households/<int:pk>/", views.household, name="households.one"),
    path("basics/households/<int:pk>/<slug:verb>/", step_pages.step, name="households.step"),
]
