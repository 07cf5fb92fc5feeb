"""Addresses of units."""

from django.urls import path

from zhucun.dispatch.units import views
from zhucun.org.people.rules import SEE_UNITS
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
menu.add("dispatch", menu.Item("单位", "dispatch:units", needs=SEE_UNITS, order=85, leads_to=("people:unit",)))

urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/<int:pk>/", views.unit, name="units.one"),
]
