"""Addresses of 数字与材料, under one name space."""

from django.urls import include, path

from zhucun.web import menu

menu.group("reports", "数字与材料", order=70, icon="report-analytics")

app_name = "reports"
urlpatterns = [
    path("", include("zhucun.reports.article.urls")),  # before the figures, whose ids take any word
    path("", include("zhucun.reports.asking_less.urls")),
    path("", include("zhucun.reports.catalogue.urls")),
    path("", include("zhucun.reports.drafts.urls")),
    path("", include("zhucun.reports.everything.urls")),
    path("", include("zhucun.reports.filling.urls")),
    path("", include("zhucun.reports.periodic.urls")),
    path("", include("zhucun.reports.restating.urls")),
    path("", include("zhucun.reports.transfers.urls")),
]
