"""Addresses of 三位一体."""

from django.urls import path

from zhucun.oversight.duties import rules, views
from zhucun.web import menu

menu.add("oversight", menu.Item("三位一体", "oversight:duties", needs=rules.SEE, order=60))

urlpatterns = [
    path("duties/", views.overview, name="duties"),
    path("duties/card/", views.card, name="duties.card"),
    path("duties/townships/<str:code>/", views.township, name="duties.township"),
    path("duties/units/<int:pk>/", views.unit, name="duties.unit"),
]
