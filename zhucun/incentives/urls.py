"""Addresses of 用, topic by topic, under one name space."""

from django.urls import URLPattern, URLResolver

from zhucun.web import menu

menu.group("incentives", "激励使用", order=40, tile="用", tile_class="incentives")

app_name = "incentives"
urlpatterns: list[URLPattern | URLResolver] = []
