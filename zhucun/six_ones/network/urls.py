"""Addresses of 联户."""

from django.urls import path

from zhucun.six_ones.basics_tabs import TABS, Tab
from zhucun.six_ones.network import rules, step_pages, views

TABS.add(Tab("网络", "six_ones:links", rules.SEE, 20))

urlpatterns = [
    path("basics/links/", views.overview, name="links"),
    path("basics/links/people/", views.people, name="links.people"),
    path("basics/links/people/<int:pk>/<slug:verb>/", step_pages.of_linker, name="links.linker"),
    path("basics/links/one/<int:pk>/<slug:verb>/", step_pages.of_link, name="links.link"),
    path("basics/links/<str:code>/", views.village, name="links.of"),
    path("basics/links/<str:code>/new/", step_pages.new, name="links.new"),
    path("basics/links/<str:code>/balance/", step_pages.balance, name="links.balance"),
    path("basics/links/<str:code>/cards/", views.cards, name="links.cards"),
]
