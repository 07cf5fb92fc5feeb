"""Addresses of 村“两委”."""

from django.urls import path

from zhucun.six_ones.basics_tabs import TABS, Tab
from zhucun.six_ones.committees import renewing_pages, rules, views

TABS.add(Tab("村“两委”", "six_ones:committees", rules.SEE, 10))

urlpatterns = [
    path("basics/committees/", views.overview, name="committees"),
    path("basics/committees/members/", views.members, name="committees.members"),
    path("basics/committees/members/<int:pk>/<slug:verb>/", views.step, name="committees.step"),
    path("basics/committees/<str:code>/", views.one, name="committees.one"),
    path("basics/committees/<str:code>/new/", views.new, name="committees.new"),
    path("basics/committees/<str:code>/renew/", renewing_pages.renew, name="committees.renew"),
    path("basics/committees/<str:code>/renew/back/", renewing_pages.take_back, name="committees.renew_back"),
]
