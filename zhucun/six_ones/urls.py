"""Addresses of 六个一, topic by topic, under one name space."""

from django.urls import URLPattern, URLResolver, include, path

from zhucun.web import menu

menu.group("six_ones", "六个一成果", order=50, tile="六", tile_class="six-ones")

app_name = "six_ones"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhucun.six_ones.committees.urls")),
    path("", include("zhucun.six_ones.customs.urls")),
    path("", include("zhucun.six_ones.developing.urls")),
    path("", include("zhucun.six_ones.disputes.urls")),
    path("", include("zhucun.six_ones.duty_rota.urls")),
    path("", include("zhucun.six_ones.handling.urls")),
    path("", include("zhucun.six_ones.monitoring.urls")),
    path("", include("zhucun.six_ones.network.urls")),
    path("", include("zhucun.six_ones.outcomes.urls")),
    path("", include("zhucun.six_ones.talents.urls")),
    path("", include("zhucun.six_ones.visiting.urls")),
]
