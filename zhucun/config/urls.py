"""Mounts each topic."""

from django.urls import URLPattern, URLResolver, include, path

from zhucun.config.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhucun.org.accounts.urls")),
    path("", include("zhucun.org.log.urls")),
    path("", include("zhucun.org.places.urls")),
    path("", include("zhucun.org.people.urls")),
    path("", include("zhucun.org.aid.urls")),
    path("", include("zhucun.dispatch.urls")),
    path("", include("zhucun.records.urls")),
    path("", include("zhucun.training.urls")),
    path("", include("zhucun.six_ones.urls")),
    path("", include("zhucun.oversight.urls")),
    path("", include("zhucun.incentives.urls")),
    path("", include("zhucun.reports.urls")),
    path("", include("zhucun.desk.home.urls")),
    path("", include("zhucun.desk.urls")),
    path("", include("zhucun.mobile.urls")),
    path("", include("zhucun.files.urls")),
    path("", include("zhucun.web.urls")),
    path("api/v1/", api.urls),
    path("", include("zhucun.policy.urls")),
]

handler400 = "zhucun.web.errors.bad_request"
handler403 = "zhucun.web.errors.forbidden"
handler404 = "zhucun.web.errors.not_found"
handler500 = "zhucun.web.errors.failed"
