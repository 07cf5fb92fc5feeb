"""Addresses of 矛盾纠纷台账."""

from django.urls import path

from zhucun.six_ones.disputes import rules, views
from zhucun.web import menu

menu.add("six_ones", menu.Item("矛盾纠纷", "six_ones:disputes", needs=rules.SEE, order=25))

urlpatterns = [
    path("matters/disputes/", views.overview, name="disputes"),
    path("matters/disputes/new/<str:code>/", views.at_place, name="disputes.at"),
    path("matters/disputes/<int:pk>/", views.one, name="disputes.one"),
    path("matters/disputes/<int:pk>/<slug:verb>/", views.step, name="disputes.step"),
]
