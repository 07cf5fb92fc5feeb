"""Addresses of 记一笔, topic by topic, under one name space."""

from django.urls import URLPattern, URLResolver

app_name = "records"
urlpatterns: list[URLPattern | URLResolver] = []
