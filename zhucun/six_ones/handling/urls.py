"""Addresses of 实事台账."""

from django.urls import path

from zhucun.six_ones.handling import registering, step_pages, views
from zhucun.six_ones.matters import rules
from zhucun.web import menu

menu.add("six_ones", menu.Item("实事台账", "six_ones:matters", needs=rules.SEE, order=20))

urlpatterns = [
    path("matters/", views.overview, name="matters"),
    path("matters/new/", registering.new, name="matters.new"),
    path("matters/new/<str:code>/", registering.at_place, name="matters.at"),
    path("matters/<int:pk>/", views.one, name="matters.one"),
    path("matters/<int:pk>/<slug:verb>/", step_pages.step, name="matters.step"),
]
