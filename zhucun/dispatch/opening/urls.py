"""Addresses of 建账."""

from django.urls import path

from zhucun.dispatch.opening import rules, views
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
menu.add("dispatch", menu.Item("建账", "dispatch:opening", needs=rules.KEEP, order=95))

urlpatterns = [path("opening/", views.opening, name="opening")]
