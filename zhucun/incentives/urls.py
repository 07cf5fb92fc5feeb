"""Addresses of 用, topic by topic, under one name space."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "incentives"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhucun.incentives.announcing.urls")),
    path("", include("zhucun.incentives.bookkeeping.urls")),
    path("", include("zhucun.incentives.caring.urls")),
    path("", include("zhucun.incentives.by_person.urls")),
    path("", include("zhucun.incentives.facts.urls")),
    path("", include("zhucun.incentives.living.urls")),
]
