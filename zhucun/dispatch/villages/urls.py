"""Addresses of places."""

from django.urls import path

from zhucun.dispatch.villages import views
from zhucun.org.places.rules import SEE
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
menu.add("dispatch", menu.Item("点位", "dispatch:villages", needs=SEE, order=80, leads_to=("places:place",)))

urlpatterns = [
    path("villages/", views.villages, name="villages"),
    path("villages/<str:code>/", views.village, name="villages.one"),
]
