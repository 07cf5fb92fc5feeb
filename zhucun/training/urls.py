"""Addresses of 训, topic by topic, under one name space."""

from django.urls import URLPattern, URLResolver, include, path

from zhucun.web import menu

menu.group("training", "培训", order=20, tile="训", tile_class="training")

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhucun.training.cases.urls")),
    path("", include("zhucun.training.holding.urls")),
    path("", include("zhucun.training.materials.urls")),
    path("", include("zhucun.training.mentoring.urls")),
    path("", include("zhucun.training.on_paper.urls")),
    path("", include("zhucun.training.question_files.urls")),
    path("", include("zhucun.training.questions.urls")),
    path("", include("zhucun.training.results.urls")),
    path("", include("zhucun.training.sitting.urls")),
    path("", include("zhucun.training.participants.urls")),
    path("", include("zhucun.training.testing.urls")),
]
