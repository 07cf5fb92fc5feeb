"""Addresses of 派, topic by topic, under one name space."""

from django.urls import include, path

app_name = "dispatch"
urlpatterns = [
    path("", include("zhucun.dispatch.changes.urls")),
    path("", include("zhucun.dispatch.coverage.urls")),
    path("", include("zhucun.dispatch.handover.urls")),
    path("", include("zhucun.dispatch.hearing.urls")),
    path("", include("zhucun.dispatch.imports.urls")),
    path("", include("zhucun.dispatch.opening.urls")),
    path("", include("zhucun.dispatch.roster.urls")),
    path("", include("zhucun.dispatch.selection.urls")),
    path("", include("zhucun.dispatch.townships.urls")),
    path("", include("zhucun.dispatch.units.urls")),
    path("", include("zhucun.dispatch.villages.urls")),
    path("", include("zhucun.dispatch.workbench.urls")),
]
