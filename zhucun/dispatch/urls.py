"""Addresses of 派, topic by topic, under one name space."""

from django.urls import include, path

app_name = "dispatch"
urlpatterns = [
    path("", include("zhucun.dispatch.roster.urls")),
]
