"""Addresses of 应急值守岗位."""

from django.urls import path

from zhucun.six_ones.basics_tabs import TABS, Tab
from zhucun.six_ones.duty_rota import rules, views

TABS.add(Tab("值守岗位", "six_ones:rota", rules.SEE, 30))

urlpatterns = [
    path("basics/rota/", views.overview, name="rota"),
    path("basics/rota/week/", views.week, name="rota.week"),
    path("basics/rota/new/", views.new, name="rota.new"),
    path("basics/rota/copy/", views.copy, name="rota.copy"),
    path("basics/rota/<int:pk>/", views.one, name="rota.one"),
    path("basics/rota/<int:pk>/count/", views.count, name="rota.count"),
    path("basics/rota/<int:pk>/put-on/", views.put_on, name="rota.put_on"),
    path("basics/rota/<int:pk>/last-day/", views.last_day, name="rota.last_day"),
    path("basics/rota/<int:pk>/withdraw/", views.withdraw, name="rota.withdraw"),
    path("basics/rota/duties/<int:pk>/take-off/", views.take_off, name="rota.take_off"),
]
