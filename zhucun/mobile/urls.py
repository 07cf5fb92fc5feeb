"""Addresses of the phone's pages, under one name space."""

from django.urls import URLPattern, URLResolver

app_name = "mobile"
urlpatterns: list[URLPattern | URLResolver] = []
