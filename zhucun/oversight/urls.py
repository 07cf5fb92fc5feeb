"""Addresses of 管, topic by topic, under one name space."""

from django.urls import URLPattern, URLResolver, include, path

from zhucun.policy.documents.rules import SEE as SEE_DOCUMENTS
from zhucun.web import menu

menu.group("oversight", "监管", order=30, tile="管", tile_class="oversight")

menu.add("oversight", menu.Item("制度文件", "policy:documents", needs=SEE_DOCUMENTS, order=80))

app_name = "oversight"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhucun.oversight.accountability.urls")),
    path("", include("zhucun.oversight.calendar.urls")),
    path("", include("zhucun.oversight.circulating.urls")),
    path("", include("zhucun.oversight.consequences.urls")),
    path("", include("zhucun.oversight.drawing.urls")),
    path("", include("zhucun.oversight.duties.urls")),
    path("", include("zhucun.oversight.emergency.urls")),
    path("", include("zhucun.oversight.grading.urls")),
    path("", include("zhucun.oversight.leave.urls")),
    path("", include("zhucun.oversight.letters.urls")),
    path("", include("zhucun.oversight.month.urls")),
    path("", include("zhucun.oversight.promises.urls")),
    path("", include("zhucun.oversight.prompts.urls")),
    path("", include("zhucun.oversight.publicity.urls")),
    path("", include("zhucun.oversight.review.urls")),
    path("", include("zhucun.oversight.rhythm.urls")),
    path("", include("zhucun.oversight.routes.urls")),
    path("", include("zhucun.oversight.schemes.urls")),
    path("", include("zhucun.oversight.talking.urls")),
    path("", include("zhucun.oversight.tasks.urls")),
    path("", include("zhucun.oversight.tracking.urls")),
    path("", include("zhucun.oversight.visiting.urls")),
    path("", include("zhucun.oversight.voting.urls")),
    path("", include("zhucun.oversight.ways.urls")),
    path("", include("zhucun.oversight.yearly.urls")),
]
