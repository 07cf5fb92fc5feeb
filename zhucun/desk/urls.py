"""Addresses of the pages that look across topics, under one name space."""

from django.urls import include, path

app_name = "desk"
urlpatterns = [
    path("", include("zhucun.desk.feedback.urls")),
    path("", include("zhucun.desk.search.urls")),
    path("", include("zhucun.desk.waiting.urls")),
    path("", include("zhucun.desk.wall.urls")),
]
