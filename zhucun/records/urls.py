"""Addresses of 记一笔, topic by topic, under one name space."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "records"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhucun.records.diary.urls")),
    path("", include("zhucun.records.monthly.urls")),
    path("", include("zhucun.records.notes.urls")),
]
