"""Addresses of 知识测验 at the desk."""

from django.urls import path

from zhucun.training.knowledge_tests.rules import SEE
from zhucun.training.testing import blueprint_pages, seat_pages, views
from zhucun.web import menu

menu.add(
    "training",
    menu.Item(
        "知识测验",
        "training:tests",
        needs=SEE,
        order=30,
        leads_to=(
            "training:tests.one",
            "training:tests.new",
            "training:tests.seat",
            "training:tests.blueprints",
            "training:results",
        ),
    ),
)

urlpatterns = [
    path("training/tests/", views.overview, name="tests"),
    path("training/tests/new/", views.new, name="tests.new"),
    path("training/tests/blueprints/", blueprint_pages.overview, name="tests.blueprints"),
    path("training/tests/blueprints/new/", blueprint_pages.new, name="tests.blueprint.new"),
    path("training/tests/blueprints/<int:pk>/", blueprint_pages.change, name="tests.blueprint"),
    path("training/tests/blueprints/<int:pk>/aside/", blueprint_pages.put_aside, name="tests.blueprint.aside"),
    path("training/tests/<int:pk>/", views.one, name="tests.one"),
    path("training/tests/<int:pk>/add/", seat_pages.add, name="tests.add"),
    path("training/tests/<int:pk>/draw/", views.draw, name="tests.draw"),
    path("training/tests/<int:pk>/follow/", views.follow, name="tests.follow"),
    path("training/tests/<int:pk>/close/", views.close, name="tests.close"),
    path("training/tests/<int:pk>/cancel/", views.cancel, name="tests.cancel"),
    path("training/tests/seats/<int:pk>/", seat_pages.seat, name="tests.seat"),
    path("training/tests/seats/<int:pk>/way/", seat_pages.change_way, name="tests.way"),
    path("training/tests/seats/<int:pk>/away/", seat_pages.stay_away, name="tests.away"),
    path("training/tests/seats/<int:pk>/leave/", seat_pages.leave, name="tests.leave"),
    path("training/tests/seats/<int:pk>/again/", seat_pages.again, name="tests.again"),
]
